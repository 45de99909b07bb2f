import { Change } from "../../../kernel/change.ts";
import { type Committed, commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { reportFor } from "../catalog.ts";
import { reachKey } from "../reach.ts";
import { addRun } from "./add-run.ts";

/** Starts a report as a background task. @throws NotFound, Forbidden */
export async function startRun(
  ctx: Context<StaffActor>,
  code: string,
  filter: Readonly<Record<string, unknown>>,
): Promise<{ id: string; taskId: string; change: Committed }> {
  const report = reportFor(ctx, code);
  const change = new Change(ctx, {
    action: "reports.run",
    summary: `Ran the report ${report.code} ${report.title}`,
    right: report.right,
  });
  const { runId, taskId } = addRun(ctx, change, {
    report,
    filter,
    staffId: ctx.actor.id,
    reach: reachKey(ctx, report.right),
    scheduleId: null,
  });
  return { id: runId, taskId, change: await commit(ctx, change, { id: runId, taskId }) };
}
