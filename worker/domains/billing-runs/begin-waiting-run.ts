import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { begin } from "./approve-run.ts";
import { runById, runTotals } from "./run-queries.ts";
import { guardState } from "./run-state.ts";

/** Begins a run whose wait is over; one that was stopped meanwhile stays where it is. Harmless when it runs again. */
export async function beginWaitingRun(ctx: Context, runId: string): Promise<void> {
  const found = await ctx.database.read({ run: runById(runId), totals: runTotals(runId) });
  const run = found.run[0];
  if (run?.state !== "waiting" || (run.dueAt ?? 0) > ctx.nowMs) return;
  const change = new Change(ctx, {
    action: "billing_runs.begin",
    summary: `Began: ${run.title}`,
    right: "transactions",
  });
  guardState(change, runId, ["waiting"]);
  begin(ctx, change, run, found.totals[0]!.tickedCount);
  try {
    await commit(ctx, change);
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "run_state")) throw error;
  }
}
