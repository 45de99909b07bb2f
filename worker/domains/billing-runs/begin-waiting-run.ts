import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { begin } from "./approve-run.ts";
import { runById, runTotals } from "./run-queries.ts";
import { guardState } from "./run-state.ts";

/** Whoever was faster is looked at anew; that many times in a row it is no coincidence. */
const MAX_RACES = 5;

/** Begins a run whose wait is over; one that was stopped meanwhile stays where it is. Harmless when it runs again. */
export async function beginWaitingRun(ctx: Context, runId: string): Promise<void> {
  for (let races = 0; ; races++) {
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
      return;
    } catch (error) {
      if (!isLost(error) || races === MAX_RACES) throw error;
    }
  }
}

/** It began, was stopped, or a line was unticked in the last moment. */
function isLost(error: unknown): boolean {
  if (error instanceof GuardFailed) return error.guard === "run_state";
  return error instanceof Conflict && error.code === "changed_meanwhile";
}
