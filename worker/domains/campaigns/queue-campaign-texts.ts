import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { queueText } from "../texts/queue-text.ts";
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
  const numbers = JSON.stringify(texts.map((one) => one.recipient.address));
  const { known, stored } = await ctx.database.read({
    known: select(
      { id: sql<string>`id`, e164: sql<string>`e164` },
      sql`from conversations where deleted_at is null and e164 in (select value from json_each(${numbers}))`,
    ),
    stored: messagingSettingsQuery(),
  });
  const conversations = new Map(known.map((row) => [row.e164, row.id]));
  const settings = messagingSettingsOf(stored);
  const heldUntilMs = heldUntil(ctx.nowMs, ctx.account.timeZone, settings);
  for (const { recipient, text = "" } of texts) {
    const e164 = recipient.address;
    const conversationId = conversations.get(e164) ?? newConversation(ctx.nowMs, change, recipient);
    conversations.set(e164, conversationId);
    const body = [settings.header, text, settings.footer].filter(Boolean).join("\n");
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

function newConversation(nowMs: number, change: Change, recipient: Delivery["recipient"]): string {
  const id = newId("conversation", nowMs);
  const { address, familyId, guardianId, staffId } = recipient;
  const kind = staffId === null ? "family" : "staff";
  // Nobody has to see to it until somebody answers.
  change.insert("conversations", {
    id,
    kind,
    e164: address,
    familyId,
    guardianId,
    staffId,
    state: "closed",
    lastMessageAt: nowMs,
  });
  return id;
}
