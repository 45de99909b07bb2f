import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import type { RunningTask, TaskProgress, TaskStep } from "../../jobs/task.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { guard } from "../../kernel/row-statements.ts";
import type { Services } from "../../services.ts";
import { campaignById, type StoredCampaign } from "./campaign-queries.ts";
import { gatherPage } from "./gather-page.ts";
import { sendPage } from "./send-page.ts";

export interface CampaignStep {
  readonly ctx: Context<SystemActor>;
  readonly task: RunningTask;
  readonly campaign: StoredCampaign;
  readonly services: Services;
}

/**
 * Sends a campaign, a page of it a step: first everybody whom it is for is written down, then page after page is claimed
 * in one batch, handed to the provider, and settled in another. A crash in between leaves one page `sending`, which
 * nobody is sent again: it becomes `unknown`, for people to look at.
 */
export const campaignTask: TaskStep<Services> = async (ctx, task, services) => {
  const { campaignId, sends } = task.input as { campaignId: string; sends: boolean };
  const { found } = await ctx.database.read({ found: campaignById(campaignId) });
  const campaign = found[0];
  if (!campaign || campaign.state === "cancelled") return over(ctx, task, "Called off");
  const step: CampaignStep = { ctx, task, campaign, services };
  try {
    if (!campaign.isGathered) return await gatherPage(step);
    if (!sends) return await over(ctx, task, "Everybody is written down", `/campaigns/${campaign.id}`);
    if (campaign.state !== "sending") return await over(ctx, task, "Sent", `/campaigns/${campaign.id}`);
    return await sendPage(step);
  } catch (error) {
    // Changed, called off, or written down by another task meanwhile: the next step looks again.
    if (error instanceof GuardFailed && error.guard === "campaign_state") return task;
    throw error;
  }
};

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
