import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { reportFor } from "../catalog.ts";
import type { ScheduleChange } from "../schemas.ts";
import { nextDue } from "./next-due.ts";
import { ownSchedule, wakesAt } from "./schedule-rows.ts";

/** Pauses a schedule or lets it go on. @throws NotFound, Forbidden, Conflict */
export async function updateSchedule(
  ctx: Context<StaffActor>,
  id: string,
  { version, isPaused }: ScheduleChange,
): Promise<{ change: Committed | null }> {
  const schedule = await ownSchedule(ctx, id, version);
  const report = reportFor(ctx, schedule.code);
  const dueAt = isPaused ? null : (schedule.dueAt ?? nextDue(schedule, ctx.nowMs, ctx.account.timeZone));
  const change = new Change(ctx, {
    action: isPaused ? "report_schedules.pause" : "report_schedules.resume",
    summary: `${isPaused ? "Paused" : "Resumed"} the schedule of ${report.code} ${report.title}`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("reportSchedules", schedule, { dueAt })) return { change: null };
  if (dueAt !== null) wakesAt(change, dueAt);
  return { change: await commit(ctx, change) };
}
