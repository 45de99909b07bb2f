import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { changeRows } from "../../../tenant-schema/foundation.ts";
import { advance, type RunningTask, type TaskProgress } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { commitInverse, currentRows, invert } from "../../kernel/undo.ts";
import { runTotals, type StoredRun } from "./run-queries.ts";

interface Dropped {
  readonly position: number;
  readonly label: string;
  readonly enrollmentId: string;
  readonly studentId: string;
  /** The change that dropped it. */
  readonly changeId: string;
}

/**
 * Brings the next student back whom the run had dropped, with the tokens that went along. Whose place is taken, or who
 * was changed since, stays dropped, and the line says why: each is decided alone, so that one keeps no other from it.
 */
export async function undoDropsStep(
  ctx: Context<SystemActor>,
  task: RunningTask,
  run: StoredRun,
): Promise<TaskProgress> {
  const { next, totals } = await ctx.database.read({
    next: nextDropped(run.id, task.cursor),
    totals: runTotals(run.id),
  });
  const row = next[0];
  if (!row) return finish(ctx, task, run, totals[0]!.keptCount);
  const progress = { cursor: row.position + 1, done: task.done + 1, total: task.total };
  try {
    const change = await restoring(ctx, task, row);
    advance(ctx, change, task, progress);
    await commitInverse(ctx, change);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const change = aboutRow(ctx, task, {
      action: "billing_runs.kept",
      summary: `Stays dropped: ${row.label}`,
    });
    change.also(sql`update billing_run_rows set problem = ${error.message}
      where run_id = ${run.id} and position = ${row.position}`);
    advance(ctx, change, task, progress);
    await commit(ctx, change);
  }
  return progress;
}

function nextDropped(runId: string, cursor: number) {
  return select(
    {
      position: sql<number>`r.position`,
      label: sql<string>`r.label`,
      enrollmentId: sql<string>`r.enrollment_id`,
      studentId: sql<string>`r.student_id`,
      changeId: sql<string>`r.record_id`,
    },
    sql`from billing_run_rows r where r.run_id = ${runId} and r.position >= ${cursor} and r.state = 'done'
      order by r.position limit 1`,
  );
}

/** The inverse of what the drop did to one enrollment. @throws Conflict when it was changed since */
async function restoring(ctx: Context<SystemActor>, task: RunningTask, row: Dropped): Promise<Change> {
  const { rows } = await ctx.database.read({
    rows: select(
      allColumns(changeRows),
      sql`from ${changeRows} where ${changeRows.changeId} = ${row.changeId} and (${changeRows.entityId} = ${row.enrollmentId}
        or (${changeRows.entity} = 'makeupTokens' and ${changeRows.personId} = ${row.studentId}))`,
    ),
  });
  const current = await currentRows(ctx, rows);
  const change = aboutRow(ctx, task, {
    action: "billing_runs.restore",
    summary: `Brought back: ${row.label}`,
    undoOf: row.changeId,
  });
  for (const one of rows) {
    const now = current.get(one.entityId);
    // Tokens come back with the first enrollment of their student, and not at all when they were used since.
    if (one.entity === "makeupTokens" && now?.version !== one.after?.version) continue;
    invert(change, one, now);
  }
  return change;
}

function aboutRow(
  ctx: Context,
  task: RunningTask,
  about: { readonly action: string; readonly summary: string; readonly undoOf?: string },
): Change {
  return new Change(ctx, { ...about, right: "transactions", groupId: task.changeGroup });
}

async function finish(
  ctx: Context<SystemActor>,
  task: RunningTask,
  run: StoredRun,
  kept: number,
): Promise<TaskProgress> {
  const stays = kept === 0 ? "" : `, ${kept === 1 ? "1 stays" : `${kept} stay`} dropped`;
  const text = `${task.done - kept} brought back${stays}`;
  const result = { text, url: `/transactions/${run.id}` };
  const progress = { cursor: task.cursor, done: task.done, total: task.total, result };
  const change = aboutRow(ctx, task, { action: "billing_runs.undone", summary: `${run.title}: ${text}` });
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}
