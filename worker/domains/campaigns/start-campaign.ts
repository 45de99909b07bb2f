import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { campaignById, inState } from "./campaign-queries.ts";
import { described } from "./create-campaign.ts";
import { CAMPAIGN_TASK } from "./schedule-campaign.ts";

/** A queue's clock may be a little ahead of ours. */
const EARLY_MS = 2_000;

/** Begins to send a campaign whose time has come, unless it was moved, called off or begun meanwhile. */
export async function startCampaign(ctx: Context<SystemActor>, campaignId: string): Promise<boolean> {
  const { found } = await ctx.database.read({ found: campaignById(campaignId) });
  const campaign = found[0];
  if (campaign?.state !== "scheduled" || (campaign.sendAt ?? 0) > ctx.nowMs + EARLY_MS) return false;
  const person = { id: campaign.staffId, name: campaign.staffName };
  const change = new Change(
    { ...ctx, actor: { ...ctx.actor, onBehalfOf: person } },
    {
      action: "campaigns.send",
      summary: `Began to send ${described(campaign.channel, campaign.subject)}`,
      right: null,
    },
  );
  const taskId = startTask({ ...ctx, actor: { ...ctx.actor, onBehalfOf: person } }, change, {
    kind: CAMPAIGN_TASK,
    title: `Sending ${described(campaign.channel, campaign.subject)}`,
    input: { campaignId, sends: true },
    total: null,
  });
  change.update("campaigns", campaign, { state: "sending", taskId });
  change.guard("campaign_state", inState(campaignId, "scheduled"));
  try {
    await commit({ ...ctx, actor: { ...ctx.actor, onBehalfOf: person } }, change);
    return true;
  } catch (error) {
    const isOvertaken = error instanceof Conflict || error instanceof GuardFailed;
    if (!isOvertaken) throw error;
    // Begun, moved or called off at the same time; should it be due all the same, its time is told again.
    return false;
  }
}
