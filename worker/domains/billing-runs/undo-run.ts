import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { requireRun } from "./locations-within.ts";
import { runById, runTotals } from "./run-queries.ts";
import { undoRight } from "./run-rights.ts";
import { expectRun, guardState, runConflict } from "./run-state.ts";
import type { RunInput, RunVersionInput } from "./schemas.ts";
import type { RunStarted } from "./shapes.ts";

export const UNDO_RUN = "billing-undo";
const NOT_AS_A_WHOLE =
  "This cannot be taken back as a whole: money is given back in the ledger of each family, and a mail stays sent.";

/**
 * Takes a whole run back in the background: its charges or credits are voided, and what paid them lies on the families'
 * accounts again; who was dropped gets the place back that is still free.
 * @throws Forbidden, NotFound, Conflict `run_state` | `cannot_undo`
 */
export async function undoRun(ctx: Context, id: string, input: RunVersionInput): Promise<RunStarted> {
  requireRight(ctx, "transactions", "full");
  const found = await read(ctx, { run: runById(id), totals: runTotals(id) });
  const run = expectRun(found.run, ["done"], input.version);
  const right = undoRight(run.kind);
  if (right === null) throw new Conflict("cannot_undo", NOT_AS_A_WHOLE);
  requireRight(ctx, right, "full");
  requireRun(ctx, run.input as RunInput);
  const change = new Change(ctx, {
    action: "billing_runs.undo",
    summary: `Took back: ${run.title}`,
    right: "transactions",
  });
  const task = {
    kind: UNDO_RUN,
    title: `Take back: ${run.title}`,
    input: { runId: id },
    total: run.doneCount,
  };
  const taskId = startTask(ctx, change, task);
  change.update("billingRuns", run, { state: "undone", taskId });
  guardState(change, id, ["done"]);
  const outcome = { id, taskId };
  try {
    return { ...outcome, change: await commit(ctx, change, outcome) };
  } catch (error) {
    throw runConflict(error, run.title);
  }
}
