import type { Change } from "../../kernel/change.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import {
  betweenHeaderAndFooter,
  messagingSettingsOf,
  messagingSettingsQuery,
} from "../messaging-settings/settings-query.ts";
import { queueText } from "../texts/queue-text.ts";
import { addQuietConversation, conversationsOf } from "../texts/quiet-conversation.ts";
import type { CampaignStep } from "./campaign-step.ts";
import type { Delivery } from "./deliver.ts";

/** Puts the texts of a page into the change that settles it, each in its number's conversation. By recipient: the message. */
export async function queueCampaignTexts(
  { ctx, campaign }: CampaignStep,
  change: Change,
  texts: readonly Delivery[],
): Promise<Map<string, string>> {
  const queued = new Map<string, string>();
  if (texts.length === 0) return queued;
  const { known, stored } = await ctx.database.read({
    known: conversationsOf(texts.map((one) => one.recipient.address)),
    stored: messagingSettingsQuery(),
  });
  const conversations = new Map(known.map((row) => [row.e164, row.id]));
  const settings = messagingSettingsOf(stored);
  const heldUntilMs = heldUntil(ctx.nowMs, ctx.account.timeZone, settings);
  for (const { recipient, text = "" } of texts) {
    const { address: e164, familyId, guardianId, staffId } = recipient;
    const person = { e164, familyId, guardianId, staffId };
    const conversationId = conversations.get(e164) ?? addQuietConversation(change, ctx.nowMs, person);
    conversations.set(e164, conversationId);
    const body = betweenHeaderAndFooter(text, settings);
    const author = { id: campaign.staffId, name: campaign.staffName };
    const id = queueText(ctx, change, {
      conversationId,
      e164,
      kind: "campaign",
      body,
      author,
      campaignId: campaign.id,
      heldUntilMs,
    });
    queued.set(recipient.id, id);
  }
  return queued;
}
