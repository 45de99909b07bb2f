import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { alreadyOut, campaignById, inState } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { described } from "./create-campaign.ts";

/**
 * Calls a campaign off; one that is being sent stops after the mails that are on their way. What went out stays out. A
 * draft that is discarded can be brought back: nothing waits for it meanwhile, as a time does for what was scheduled.
 * @throws NotFound, Conflict `campaign_state`
 */
export async function cancelCampaign(
  ctx: Context<StaffActor>,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  const { found } = await read(ctx, { found: campaignById(id) });
  const campaign = expectRow(found, "campaign", version);
  requireCampaign(ctx, campaign, "full");
  if (campaign.state === "sent" || campaign.state === "cancelled") throw alreadyOut(campaign.state);
  const isDraft = campaign.state === "draft";
  const change = new Change(ctx, {
    action: "campaigns.cancel",
    summary: `${isDraft ? "Discarded" : "Called off"} ${described(campaign.channel, campaign.subject)}`,
    right: campaign.channel === "sms" ? "mass_text" : "campaigns",
    undoMs: isDraft ? UNDO_MS.ordinary : UNDO_MS.none,
  });
  change.update("campaigns", campaign, { state: "cancelled" });
  change.guard("campaign_state", inState(id, "draft", "scheduled", "sending"));
  return { change: await commit(ctx, change) };
}
