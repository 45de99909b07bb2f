import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { runById, runTotals } from "./run-queries.ts";
import { expectRun, guardState, runConflict } from "./run-state.ts";
import type { RunVersionInput } from "./schemas.ts";
import type { RunStarted } from "./shapes.ts";

export const UNDO_RUN = "billing-undo";

/** Kinds whose charges or credits can be voided; what was allocated is taken back in the ledger of each family. */
const VOIDABLE: readonly string[] = ["tuition", "late", "anniversary", "credits"];

/**
 * Takes a whole run back in the background: its charges or credits are voided, and what paid them lies on the families'
 * accounts again. @throws Forbidden, NotFound, Conflict `run_state` | `cannot_undo`
 */
export async function undoRun(ctx: Context, id: string, input: RunVersionInput): Promise<RunStarted> {
  requireRight(ctx, "transactions", "full");
  requireRight(ctx, "void_charges", "full");
  const found = await read(ctx, { run: runById(id), totals: runTotals(id) });
  const run = expectRun(found.run, ["done"], input.version);
  if (!VOIDABLE.includes(run.kind)) {
    throw new Conflict("cannot_undo", "This cannot be taken back as a whole. The ledger of each family can.");
  }
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
