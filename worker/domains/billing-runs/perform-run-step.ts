import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { json, select } from "../../../control-plane/query.ts";
import { advance, type RunningTask, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
import { kindOf } from "./kinds.ts";
import { runOf } from "./prepare-run-step.ts";
import type { StoredRow } from "./run-kind.ts";
import { runById, type StoredRun } from "./run-queries.ts";
import { guardState } from "./run-state.ts";
import type { RunInput } from "./schemas.ts";
import { settleRows } from "./write-rows.ts";

/** Whoever billed or paid in between is found anew; that many times in a row it is no coincidence. */
const MAX_RACES = 5;

/**
 * Carries out the next lines of an approved run. Their charges or credits, what became of each line and the progress
 * are one batch: a crash repeats nothing, and what was billed otherwise meanwhile is skipped by its billing key.
 */
export const performRunStepOf =
  (rowsPerStep: number): TaskStep<unknown> =>
  async (ctx, task) => {
    const { runId } = task.input as { runId: string };
    for (let races = 0; ; races++) {
      const { found, rows } = await ctx.database.read({
        found: runById(runId),
        rows: nextRows(runId, task.cursor, rowsPerStep + 1),
      });
      const run = found[0];
      if (run?.state !== "running") return end(ctx, task, null);
      const whole = wholeFamilies(rows, rowsPerStep);
      if (whole.length === 0) return end(ctx, task, run);
      try {
        return await performRows(ctx, task, run, whole);
      } catch (error) {
        if (!isRace(error) || races === MAX_RACES) throw error;
      }
    }
  };

/** So many lines a step, whole families only: a batch of well under a second on either engine. */
export const performRunStep = performRunStepOf(500);

function isRace(error: unknown): boolean {
  if (error instanceof UniqueViolation || moneyConflict(error) !== undefined) return true;
  return error instanceof Conflict && error.code === "changed_meanwhile";
}

async function performRows(
  ctx: Context<SystemActor>,
  task: RunningTask,
  run: StoredRun,
  rows: readonly StoredRow[],
): Promise<TaskProgress> {
  const change = new Change(ctx, {
    action: `billing_runs.${run.kind}`,
    summary: `${run.title}: ${rows.length === 1 ? "1 line" : `${rows.length} lines`}`,
    right: "transactions",
    groupId: task.changeGroup,
  });
  const results = await kindOf(run.input as RunInput).perform(ctx, runOf(run), rows, change);
  settleRows(change, run.id, results);
  const done = results.filter((result) => result.state === "done");
  change.also(sql`update billing_runs set done_count = done_count + ${done.length}, updated_at = ${ctx.nowMs},
    done_minor = done_minor + ${done.reduce((sum, row) => sum + row.amountMinor, 0)} where id = ${run.id}`);
  guardState(change, run.id, ["running"]);
  const cursor = rows.at(-1)!.position + 1;
  const progress = { cursor, done: task.done + rows.length, total: task.total };
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}

/** The run is over, or was cancelled while it was under way. */
async function end(
  ctx: Context<SystemActor>,
  task: RunningTask,
  run: StoredRun | null,
): Promise<TaskProgress> {
  const text =
    run === null ? "Cancelled" : `${run.doneCount === 1 ? "1 line" : `${run.doneCount} lines`} done`;
  const url = run === null ? {} : { url: `/transactions/${run.id}` };
  const progress = { cursor: task.cursor, done: task.done, total: task.total, result: { text, ...url } };
  const change = new Change(ctx, {
    action: "billing_runs.finish",
    summary: run === null ? "Stopped a run that was cancelled" : `Finished: ${run.title}`,
    right: "transactions",
    groupId: task.changeGroup,
  });
  if (run !== null) {
    change.update("billingRuns", run, { state: "done" });
    guardState(change, run.id, ["running"]);
  }
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}

function nextRows(runId: string, cursor: number, limit: number) {
  return select(
    {
      position: sql<number>`r.position`,
      familyId: sql<string>`r.family_id`,
      studentId: sql<string | null>`r.student_id`,
      enrollmentId: sql<string | null>`r.enrollment_id`,
      label: sql<string>`r.label`,
      amountMinor: sql<number>`r.amount_minor`,
      payload: json<unknown>(sql`r.payload`),
    },
    sql`from billing_run_rows r where r.run_id = ${runId} and r.position >= ${cursor} and r.state = 'planned'
      and r.is_ticked = 1 order by r.position limit ${limit}`,
  );
}

/** All lines but those of a family that would be cut in two; a family with very many lines stays whole. */
function wholeFamilies(rows: readonly StoredRow[], limit: number): readonly StoredRow[] {
  if (rows.length <= limit) return rows;
  const lastFamily = rows.at(-1)!.familyId;
  const whole = rows.filter((row) => row.familyId !== lastFamily);
  return whole.length > 0 ? whole : rows;
}
