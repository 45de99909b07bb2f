import { newId } from "../../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../../kernel/context.ts";
import { Precondition } from "../../../kernel/errors.ts";
import { reportFor } from "../catalog.ts";
import type { ScheduleInput } from "../schemas.ts";
import { nextDue } from "./next-due.ts";
import { wakesAt } from "./schedule-rows.ts";

/** Runs a report by itself and mails its owner the link. @throws NotFound, Forbidden, Precondition */
export async function createSchedule(
  ctx: Context<StaffActor>,
  input: ScheduleInput,
): Promise<{ id: string; dueAt: number; change: Committed }> {
  const report = reportFor(ctx, input.code);
  if (ctx.actor.email === null) {
    const message = "Your staff record has no e-mail address to send this to. Add one first.";
    throw new Precondition("no_address", message);
  }
  if (input.filter.period === "custom") {
    const message =
      "Choose days that move on with the calendar, such as last month; fixed days would stay the same.";
    throw new Precondition("fixed_days", message, [{ path: "filter.period", message }]);
  }
  const id = newId("reportSchedule", ctx.nowMs);
  const dueAt = nextDue(input, ctx.nowMs, ctx.account.timeZone);
  const change = new Change(ctx, {
    action: "report_schedules.create",
    summary: `Scheduled the report ${report.code} ${report.title}`,
    // One's own, so whoever may see the report may take it back.
    right: null,
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("reportSchedules", { id, ...input, staffId: requireOwnStaff(ctx), dueAt });
  wakesAt(change, dueAt);
  return { id, dueAt, change: await commit(ctx, change, { id, dueAt }) };
}
