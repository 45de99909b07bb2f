import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { allColumns, select } from "../../../control-plane/query.ts";
import { changeRows } from "../../../tenant-schema/foundation.ts";
import { advance, type RunningTask, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { commitInverse, currentRows, inverseOf } from "../../kernel/undo.ts";
import type { Services } from "../../services.ts";
import { lastLeft } from "./group-queries.ts";

/** Undoes the newest change of the group that is left; its progress is part of the inverse change. */
export const undoGroupStep: TaskStep<Services> = async (ctx, task) => {
  const { groupId } = task.input as { groupId: string };
  const { left } = await ctx.database.read({ left: lastLeft(groupId) });
  const original = left[0];
  if (!original) return finish(ctx, task);
  const { rows } = await ctx.database.read({
    rows: select(
      allColumns(changeRows),
      sql`from ${changeRows} where ${changeRows.changeId} = ${original.id} order by ${changeRows.position} desc`,
    ),
  });
  const change = inverseOf(ctx, original, rows, await currentRows(ctx, rows), task.changeGroup);
  const progress = { cursor: task.cursor + 1, done: task.done + 1, total: task.total };
  advance(ctx, change, task, progress);
  try {
    await commitInverse(ctx, change);
  } catch (error) {
    // Undone by itself while this step was under way; the next step finds what is left then.
    if (!(error instanceof GuardFailed && error.guard === "not_undone")) throw error;
  }
  return progress;
};

async function finish(ctx: Context, task: RunningTask): Promise<TaskProgress> {
  const text = task.done === 1 ? "1 change was undone" : `${task.done} changes were undone`;
  const progress = { cursor: task.cursor, done: task.done, total: task.done, result: { text } };
  const change = new Change(ctx, {
    action: "change_groups.undone",
    summary: `Undid a bulk act: ${text}`,
    right: null,
  });
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}
