import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { findReport } from "../catalog.ts";
import { ownSchedule } from "./schedule-rows.ts";

/** @throws NotFound, Conflict */
export async function deleteSchedule(
  ctx: Context<StaffActor>,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  const schedule = await ownSchedule(ctx, id, version);
  const change = new Change(ctx, {
    action: "report_schedules.delete",
    summary: `No longer mails the report ${findReport(schedule.code)?.title ?? schedule.code}`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("reportSchedules", schedule);
  return { change: await commit(ctx, change) };
}
