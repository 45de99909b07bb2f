import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { TaskStep } from "../../jobs/task.ts";
import type { Services } from "../../services.ts";
import { campaignById } from "./campaign-queries.ts";
import { type CampaignStep, over } from "./campaign-step.ts";
import { gatherPage } from "./gather-page.ts";
import { sendPage } from "./send-page.ts";

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
