import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, may, type StaffActor } from "../../kernel/context.ts";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { visible } from "./queries.ts";

/**
 * Stops a task where it is: what its steps have committed stays and can be undone, the step under way is rolled back.
 * @throws NotFound, Forbidden, Conflict `task_over`
 */
export async function cancelTask(ctx: Context<StaffActor>, id: string): Promise<{ change: Committed }> {
  const { found } = await read(ctx, {
    found: select(
      { title: tasks.title, status: tasks.status, staffId: tasks.staffId },
      sql`from ${tasks} where ${tasks.id} = ${id} and ${visible(ctx)}`,
    ),
  });
  const task = found[0];
  if (!task) throw new NotFound("task");
  if (task.staffId !== ctx.actor.id && !may(ctx, "all_tasks", "full")) {
    throw new Forbidden("not_your_task", `Only the person who started “${task.title}” can cancel it.`);
  }
  if (task.status !== "queued" && task.status !== "running") {
    throw new Conflict("task_over", `“${task.title}” is over already; there is nothing left to cancel.`);
  }
  const change = new Change(ctx, {
    action: "tasks.cancel",
    summary: `Cancelled: ${task.title}`,
    right: null,
  });
  change.also(sql`update ${tasks} set status = 'cancelled', cancel_requested_at = ${ctx.nowMs}, finished_at = ${ctx.nowMs}
    where id = ${id} and status in ('queued', 'running')`);
  return { change: await commit(ctx, change) };
}
