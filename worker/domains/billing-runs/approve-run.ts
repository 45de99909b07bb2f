import { dateAt } from "../../../tenant-schema/dates.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { getRun } from "./get-run.ts";
import { requireRun } from "./locations-within.ts";
import { runById, runTotals, type StoredRun } from "./run-queries.ts";
import { expectRun, guardState, runConflict } from "./run-state.ts";
import type { ApproveInput, RunInput } from "./schemas.ts";
import type { ApproveOutcome } from "./shapes.ts";

export const PERFORM_RUN = "billing-run";
export const BEGIN_RUN = "begin-billing-run";
const HOUR_MS = 3_600_000;
const APPROVABLE = ["previewed", "waiting"] as const;

/** What else is noted of a run as it begins or starts to wait. */
type Noted = Partial<Pick<StoredRun, "comparedMinor">>;

/**
 * Lets a run begin, at once or after a wait in which it can still be stopped: exactly what the preview showed, or nothing.
 * One that waits already begins at once, or waits anew.
 * @throws Forbidden, NotFound, Conflict `run_state` | `changed_meanwhile`, Precondition `students_count` | `last_day_over`
 */
export async function approveRun(ctx: Context, id: string, input: ApproveInput): Promise<ApproveOutcome> {
  requireRight(ctx, "transactions", "full");
  const found = await read(ctx, { run: runById(id), totals: runTotals(id) });
  const run = expectRun(found.run, APPROVABLE, input.version);
  requireRun(ctx, run.input as RunInput);
  const { tickedCount, tickedMinor } = found.totals[0]!;
  if (tickedCount !== input.expected.rows || tickedMinor !== input.expected.totalMinor) {
    const message = "The preview says something else by now. Look at it again before you approve it.";
    return { outcome: "changed_since_preview", message, run: await getRun(ctx, id) };
  }
  checkDrops(ctx, run.input as RunInput, input, found.totals[0]!.tickedStudents);
  const change = new Change(ctx, {
    action: "billing_runs.approve",
    summary: `Approved: ${run.title}`,
    right: "transactions",
  });
  guardState(change, id, APPROVABLE);
  const outcome =
    input.waitHours === 0 ? begin(ctx, change, run, tickedCount) : hold(ctx, change, run, input.waitHours);
  try {
    return { ...outcome, change: await commit(ctx, change, outcome) };
  } catch (error) {
    throw runConflict(error, run.title);
  }
}

/**
 * Who drops students says how many, and the run begins before their last day is over.
 * @throws Precondition `students_count` | `last_day_over`
 */
function checkDrops(ctx: Context, run: RunInput, input: ApproveInput, students: number): void {
  if (run.kind !== "drops") return;
  if (input.students !== students) {
    const message = "Type how many students would lose their places, as the preview says.";
    throw new Precondition("students_count", message, [{ path: "students", message }]);
  }
  const beginsOn = dateAt(ctx.nowMs + input.waitHours * HOUR_MS, ctx.account.timeZone);
  if (beginsOn <= run.lastDayOn) return;
  const message = "By then the last day of the students would be over. Begin sooner, or prepare a later day.";
  throw new Precondition("last_day_over", message, [{ path: "waitHours", message }]);
}

/** Sets a run going: its task takes one line after the other. */
export function begin(ctx: Context, change: Change, run: StoredRun, rows: number, noted: Noted = {}) {
  const task = { kind: PERFORM_RUN, title: run.title, input: { runId: run.id }, total: rows };
  const taskId = startTask(ctx, change, task);
  change.update("billingRuns", run, { ...noted, state: "running", taskId, dueAt: null });
  return { outcome: "started", taskId } as const;
}

/** Has a run wait, in which it can still be looked at and stopped. */
export function hold(ctx: Context, change: Change, run: StoredRun, waitHours: number, noted: Noted = {}) {
  const dueAt = ctx.nowMs + waitHours * HOUR_MS;
  change.update("billingRuns", run, { ...noted, state: "waiting", dueAt });
  change.effect({
    topic: BEGIN_RUN,
    payload: { runId: run.id },
    notBeforeMs: dueAt,
  });
  return { outcome: "waiting", dueAt } as const;
}
