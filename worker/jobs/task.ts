import { sql } from "drizzle-orm";
import { tasks } from "../../tenant-schema/foundation.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Change } from "../kernel/change.ts";
import { actorId, actorName, type Context, type SystemActor } from "../kernel/context.ts";

/** A background task as its step sees it. `cursor` is where a crashed one goes on. */
export interface RunningTask {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly cursor: number;
  readonly done: number;
  readonly total: number | null;
  /** Every change of the task carries this group, so that the whole act is undone together. */
  readonly changeGroup: string;
}

export interface TaskProgress {
  readonly cursor: number;
  readonly done: number;
  readonly total: number | null;
  /** Set by the last step; shown to the person who started the task. */
  readonly result?: { readonly text: string; readonly url?: string; readonly [key: string]: unknown };
}

/**
 * One bounded slice of a task (a few seconds at most). It commits its rows and its progress in ONE change (see
 * `advance`), so that a crash between two steps loses and repeats nothing. The task is over when `result` is set.
 */
export type TaskStep<Services> = (
  ctx: Context<SystemActor>,
  task: RunningTask,
  services: Services,
) => Promise<TaskProgress>;

/** Adds a new task to a change; the outbox starts it once the change is committed. Answers the task's id. */
export function startTask(
  ctx: Context,
  change: Change,
  task: {
    readonly kind: string;
    readonly title: string;
    readonly input: unknown;
    readonly total: number | null;
    /** The generated report of the enterprise portal that waits for its end. */
    readonly tells?: string;
  },
): string {
  const id = newId("task", ctx.nowMs);
  const group = newId("changeGroup", ctx.nowMs);
  change.also(sql`insert into ${tasks}
    (id, kind, title, status, staff_id, actor_name, input, total, change_group, created_at)
    values (${id}, ${task.kind}, ${task.title}, 'queued', ${actorId(ctx.actor)}, ${actorName(ctx.actor)},
      ${JSON.stringify(task.input)}, ${task.total}, ${group}, ${ctx.nowMs})`);
  change.effect({
    topic: "task",
    payload: { taskId: id, ...(task.tells ? { tells: task.tells } : {}) },
    notBeforeMs: ctx.nowMs,
  });
  return id;
}

/** Adds the progress to the change of a step; a second runner of the same step loses its whole batch. */
export function advance(ctx: Context, change: Change, task: RunningTask, progress: TaskProgress): void {
  change.guard(
    "task_cursor",
    sql`(select cursor = ${task.cursor} and status = 'running' from ${tasks} where id = ${task.id})`,
  );
  const finished = progress.result ? { status: "done", at: ctx.nowMs } : { status: "running", at: null };
  change.also(sql`update ${tasks} set cursor = ${progress.cursor}, done = ${progress.done}, total = ${progress.total},
    heartbeat_at = ${ctx.nowMs}, status = ${finished.status}, finished_at = ${finished.at},
    result = ${progress.result ? JSON.stringify(progress.result) : null} where id = ${task.id}`);
}
