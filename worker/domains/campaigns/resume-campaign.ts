import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { campaignById, inState, isStuck } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { described } from "./create-campaign.ts";
import { CAMPAIGN_TASK } from "./schedule-campaign.ts";

/**
 * Goes on with a campaign whose task gave up, say because the mail server was away for long. Whoever was written to is
 * not written to again. @throws NotFound, Conflict `campaign_state`
 */
export async function resumeCampaign(
  ctx: Context<StaffActor>,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  const { found, stuck } = await read(ctx, {
    found: campaignById(id),
    stuck: select({ isStuck: isStuck(id) }, sql``),
  });
  const campaign = expectRow(found, "campaign", version);
  requireCampaign(ctx, campaign, "full");
  if (campaign.state !== "sending" || !stuck[0]?.isStuck) {
    throw new Conflict("campaign_state", "This is not waiting to be taken up again. Look at it anew.");
  }
  const change = new Change(ctx, {
    action: "campaigns.resume",
    summary: `Went on sending ${described(campaign.channel, campaign.subject)}`,
    right: campaign.channel === "sms" ? "mass_text" : "campaigns",
  });
  const taskId = startTask(ctx, change, {
    kind: CAMPAIGN_TASK,
    title: `Sending ${described(campaign.channel, campaign.subject)}`,
    input: { campaignId: id, sends: true },
    total: null,
  });
  change.update("campaigns", campaign, { taskId });
  change.guard("campaign_state", inState(id, "sending"));
  return { change: await commit(ctx, change) };
}
