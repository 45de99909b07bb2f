import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { runById } from "./run-queries.ts";
import { expectRun, guardState, runConflict } from "./run-state.ts";
import type { RunVersionInput } from "./schemas.ts";

const STOPPABLE = ["preparing", "previewed", "waiting", "running"] as const;

/**
 * Stops a run. What it has done stays and can be undone; the step under way is rolled back.
 * @throws Forbidden, NotFound, Conflict `run_state`
 */
export async function cancelRun(
  ctx: Context,
  id: string,
  input: RunVersionInput,
): Promise<{ change: Committed }> {
  requireRight(ctx, "transactions", "full");
  const found = await read(ctx, { run: runById(id) });
  // A run that goes on is changed by every step: only a decision of somebody else makes it another one.
  const run = expectRun(
    found.run,
    STOPPABLE,
    found.run[0]?.state === "previewed" ? input.version : undefined,
  );
  const change = new Change(ctx, {
    action: "billing_runs.cancel",
    summary: `Cancelled: ${run.title}`,
    right: "transactions",
  });
  guardState(change, id, STOPPABLE);
  change.also(sql`update billing_runs set state = ${run.doneCount > 0 ? "done" : "cancelled"}, due_at = null,
    version = version + 1, updated_at = ${ctx.nowMs} where id = ${id}`);
  change.also(sql`update tasks set status = 'cancelled', cancel_requested_at = ${ctx.nowMs}, finished_at = ${ctx.nowMs}
    where id = ${run.taskId} and status in ('queued', 'running')`);
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw runConflict(error, run.title);
  }
}
