import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import type { RunningTask, TaskProgress } from "../../jobs/task.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { guard } from "../../kernel/row-statements.ts";
import type { Services } from "../../services.ts";
import type { StoredCampaign } from "./campaign-queries.ts";

/** One step of sending a campaign, as its parts see it. */
export interface CampaignStep {
  readonly ctx: Context<SystemActor>;
  readonly task: RunningTask;
  readonly campaign: StoredCampaign;
  readonly services: Services;
}

/** The rows of a step and how far it has come, in one batch; a second runner of the same step loses all of it. */
export function progressed(task: RunningTask, nowMs: number, by: { readonly done: number }): Statement[] {
  return [
    cursorGuard(task),
    statement(sql`update ${tasks} set cursor = cursor + 1, done = done + ${by.done}, heartbeat_at = ${nowMs}
      where id = ${task.id}`),
  ];
}

export function cursorGuard(task: RunningTask): Statement {
  return guard(
    "task_cursor",
    sql`(select cursor = ${task.cursor} and status = 'running' from ${tasks} where id = ${task.id})`,
  );
}

/** Ends the task. */
export async function over(
  ctx: Context<SystemActor>,
  task: RunningTask,
  text: string,
  url?: string,
  also: readonly Statement[] = [],
): Promise<TaskProgress> {
  const result = { text, ...(url === undefined ? {} : { url }) };
  await ctx.database.commit({
    statements: [
      cursorGuard(task),
      ...also,
      statement(sql`update ${tasks} set status = 'done', finished_at = ${ctx.nowMs}, heartbeat_at = ${ctx.nowMs},
        cursor = cursor + 1, result = ${JSON.stringify(result)} where id = ${task.id}`),
    ],
  });
  return { cursor: task.cursor + 1, done: task.done, total: task.total, result };
}
