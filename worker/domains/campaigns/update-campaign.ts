import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { subjectsOf } from "./audience-subjects.ts";
import { campaignById, inState, requirePending, type StoredCampaign } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { refuseUnknownWords, refuseUnsendable } from "./campaign-words.ts";
import { described } from "./create-campaign.ts";
import { freezes } from "./schedule-campaign.ts";
import type { UpdateCampaignInput } from "./schemas.ts";
import { grainOf } from "./variables.ts";

/**
 * Changes a campaign until it is being sent. Recipients that were frozen are gathered anew when whom it is for changes.
 * @throws NotFound, Conflict `changed_meanwhile` | `campaign_state`, Precondition
 */
export async function updateCampaign(
  ctx: Context<StaffActor>,
  id: string,
  input: UpdateCampaignInput,
): Promise<{ version: number; change: Committed | null }> {
  const { version, ...words } = input;
  const { found } = await read(ctx, { found: campaignById(id) });
  const campaign = expectRow(found, "campaign", version);
  requireCampaign(ctx, campaign, "full");
  requireCampaign(ctx, words, "full");
  requirePending(campaign);
  if (campaign.state === "scheduled") refuseUnsendable(words);
  else refuseUnknownWords(words);
  subjectsOf(ctx, words.audience);
  const change = new Change(ctx, {
    action: "campaigns.update",
    summary: `Changed ${described(words.channel, words.subject)}`,
    right: words.channel === "sms" ? "mass_text" : "campaigns",
  });
  const begun = campaign.isGathered || campaign.gatheredTo !== "";
  const regathers = begun && isForOthers(campaign, words);
  const fresh = regathers ? { isGathered: false, gatheredTo: "" } : {};
  if (!change.update("campaigns", campaign, { ...words, ...fresh })) return { version, change: null };
  change.guard("campaign_state", inState(id, "draft", "scheduled"));
  if (regathers) change.also(sql`delete from campaign_recipients where campaign_id = ${id}`);
  if (campaign.state === "scheduled" && words.isFrozen && (regathers || !campaign.isFrozen)) {
    freezes(ctx, change, { id, ...words });
  }
  const answer = { version: version + 1 };
  return { ...answer, change: await commit(ctx, change, answer) };
}

type Words = Omit<UpdateCampaignInput, "version">;

function isForOthers(campaign: StoredCampaign, words: Words): boolean {
  const facts = (of: Words | StoredCampaign) =>
    JSON.stringify([of.audience, of.channel, of.class, of.isFrozen, grainOf(of)]);
  return facts(campaign) !== facts(words);
}
