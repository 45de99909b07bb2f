import { type SQL, sql } from "drizzle-orm";
import { flag, type RowOf, select } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import { type Context, may, requireRight, type StaffActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { Task, TaskFilter } from "./schemas.ts";
import { toldOfOthers } from "./task-subjects.ts";

function fields(nowMs: number) {
  return {
    id: tasks.id,
    kind: tasks.kind,
    title: tasks.title,
    status: tasks.status,
    done: tasks.done,
    total: tasks.total,
    createdAt: tasks.createdAt,
    startedAt: tasks.startedAt,
    finishedAt: tasks.finishedAt,
    actorName: tasks.actorName,
    resultText: sql<string | null>`${tasks.result}->>'text'`,
    resultUrl: sql<string | null>`${tasks.result}->>'url'`,
    error: tasks.error,
    changeGroup: tasks.changeGroup,
    canUndo: flag(sql`${tasks.status} not in ('queued', 'running') and exists (select 1 from changes c
      where c.group_id = ${tasks.changeGroup} and c.undone_by is null and c.undo_until > ${nowMs})`),
  };
}

/** Newest first: the person's own tasks, or everybody's. @throws Forbidden */
export async function listTasks(ctx: Context<StaffActor>, filter: TaskFilter): Promise<Page<Task>> {
  if (filter.mine === "0") requireRight(ctx, "all_tasks", "view");
  const whose = filter.mine === "0" ? visible(ctx) : sql`${tasks.staffId} = ${ctx.actor.id}`;
  const after = filter.cursor === undefined ? sql`true` : before(decodeCursor(filter.cursor, 1)[0]!);
  const { found } = await read(ctx, {
    found: select(
      fields(ctx.nowMs),
      sql`from ${tasks} where ${whose} and ${after} order by ${tasks.id} desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  return pageOf(found, PAGE_SIZE, (row: RowOf<ReturnType<typeof fields>>) => [row.id], null);
}

/** One task, if it is the person's own or they may see all. @throws NotFound */
export async function getTask(ctx: Context<StaffActor>, id: string): Promise<Task> {
  const { found } = await read(ctx, {
    found: select(fields(ctx.nowMs), sql`from ${tasks} where ${tasks.id} = ${id} and ${visible(ctx)}`),
  });
  if (!found[0]) throw new NotFound("task");
  return found[0];
}

/** Which tasks the person may know of. */
export function visible(ctx: Context<StaffActor>): SQL {
  const own = sql`${tasks.staffId} = ${ctx.actor.id}`;
  return may(ctx, "all_tasks", "view") ? sql`(${own} or ${toldOfOthers(ctx)})` : own;
}

function before(id: string): SQL {
  return sql`${tasks.id} < ${id}`;
}
