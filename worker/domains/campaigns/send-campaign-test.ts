import * as z from "zod/mini";
import { escapeHtml } from "../../edge/plain-page.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { Services } from "../../services.ts";
import {
  betweenHeaderAndFooter,
  messagingSettingsOf,
  messagingSettingsQuery,
} from "../messaging-settings/settings-query.ts";
import { subjectsOf } from "./audience-subjects.ts";
import { attachmentsOf, campaignById } from "./campaign-queries.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { senderQuery } from "./campaign-settings.ts";
import { refuseUnsendable } from "./campaign-words.ts";
import { described } from "./create-campaign.ts";
import { loadAttachments } from "./load-attachments.ts";
import { recipientAt } from "./recipient-facts.ts";
import { recipientsOf } from "./recipients.ts";
import { campaignMail } from "./render-campaign.ts";
import { grainOf } from "./variables.ts";

export const CAMPAIGN_TEST = "campaign-test";
export const campaignTest = z.object({ campaignId: z.string(), to: z.string(), at: z.int() });

/**
 * Sends the campaign to whoever asks, as one of its recipients would read it.
 * @throws NotFound, Precondition `no_address` | `unknown_variable`
 */
export async function sendCampaignTest(
  ctx: Context<StaffActor>,
  id: string,
): Promise<{ readonly sentTo: string; readonly change: Committed }> {
  const { found } = await read(ctx, { found: campaignById(id) });
  const campaign = expectRow(found, "campaign");
  requireCampaign(ctx, campaign, "full");
  refuseUnsendable(campaign);
  const { email } = ctx.actor;
  if (email === null) {
    throw new Precondition("no_address", "You have no e-mail address yet. Add one to your own staff page.");
  }
  const change = new Change(ctx, {
    action: "campaigns.test",
    summary: `Sent a test of ${described(campaign.channel, campaign.subject)} to ${email}`,
    right: campaign.channel === "sms" ? "mass_text" : "campaigns",
  });
  change.tell("campaigns", campaign, { testMailedTo: email });
  change.effect({
    topic: CAMPAIGN_TEST,
    payload: { campaignId: id, to: email, at: 0 },
    notBeforeMs: ctx.nowMs,
  });
  return { sentTo: email, change: await commit(ctx, change, { sentTo: email }) };
}

/** The mail of a test, by the first recipient's facts; null when the campaign is gone or has nobody. */
export async function campaignTestOf(
  ctx: Context,
  { campaignId, to, at }: z.infer<typeof campaignTest>,
  services: Services,
): Promise<Omit<EmailMessage, "id"> | null> {
  const { found, sender, files, stored } = await ctx.database.read({
    found: campaignById(campaignId),
    sender: senderQuery(),
    files: attachmentsOf(campaignId),
    stored: messagingSettingsQuery(),
  });
  const campaign = found[0];
  if (!campaign) return null;
  const { channel, audience } = campaign;
  const reach = { channel, class: campaign.class, list: audience.list, grain: grainOf(campaign) };
  const recipients = recipientsOf(subjectsOf(ctx, audience), reach);
  const { shown } = await ctx.database.read({ shown: recipientAt(recipients, at) });
  const facts = shown[0];
  if (!facts) return null;
  const mail = campaignMail(ctx, campaign, facts, services.env.PUBLIC_ORIGIN, {
    base: null,
    links: [],
    isTracked: false,
    ...sender[0]!,
  });
  const attachments = await loadAttachments(services.env.FILES, files);
  const test = { ...mail, to, subject: `Test: ${mail.subject || "text"}`, attachments };
  if (channel !== "sms") return test;
  // As it would stand on a phone.
  const text = betweenHeaderAndFooter(mail.text, messagingSettingsOf(stored));
  return { ...test, text, html: `<p>${escapeHtml(text).replaceAll("\n", "<br>")}</p>` };
}
