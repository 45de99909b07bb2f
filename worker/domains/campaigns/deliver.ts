import { type EmailAttachment, MailDelayed, MailRefused, MailUnclear } from "../../providers/email/email.ts";
import { pushTo } from "../push/push-to.ts";
import type { SenderFacts } from "./campaign-settings.ts";
import type { CampaignStep } from "./campaign-step.ts";
import { mailBase } from "./mail-links.ts";
import type { ClaimedRecipient } from "./recipient-facts.ts";
import { campaignMail, phoneWords, renderCampaign } from "./render-campaign.ts";
import type { RecipientState } from "./shapes.ts";

/** What the mails of a page share. */
export interface Outfit {
  readonly sender: SenderFacts;
  readonly links: readonly string[];
  readonly isTracked: boolean;
  readonly attachments: readonly EmailAttachment[];
}

/** What became of one recipient; `waiting`: they are tried again. A text is only written here, and queued with the rest. */
export interface Delivery {
  readonly recipient: ClaimedRecipient;
  readonly state: RecipientState;
  readonly why: string | null;
  readonly via: "email" | "sms" | "push";
  readonly text?: string;
  /** Nothing can be sent to the address any more. */
  readonly isDead?: true;
  /** The whole server, not this recipient, asks to wait. */
  readonly isServerDown?: true;
}

/** Writes to one recipient; whatever goes wrong outside is told in the answer. */
export async function deliver(
  step: CampaignStep,
  recipient: ClaimedRecipient,
  outfit: Outfit,
): Promise<Delivery> {
  const { ctx, campaign, services } = step;
  const { via } = recipient;
  try {
    if (via === "email") return await deliverMail(step, recipient, outfit);
    const words = renderCampaign(ctx, campaign, recipient, services.env.PUBLIC_ORIGIN);
    if (via === "sms") {
      return { recipient, state: "sending", why: null, via, text: phoneWords(campaign.channel, words) };
    }
    const outcome = await pushTo(ctx, services.house.providers.push, recipient, {
      title: words.subject,
      body: words.text,
      url: recipient.staffId === null ? `/portal/${ctx.account.urlName}` : `/a/${ctx.account.urlName}`,
      tag: campaign.id,
    });
    if (outcome === "sent") return { recipient, state: "sent", why: null, via };
    if (outcome === "unclear") return { recipient, state: "unknown", why: NO_ANSWER, via };
    // The device is gone, so the person is told by mail instead.
    return await deliverMail(step, recipient, outfit);
  } catch (error) {
    return failed(recipient, via, error);
  }
}

const NO_ANSWER =
  "The other side did not answer. It may have gone out, or not; it was not sent a second time.";

async function deliverMail(
  { ctx, campaign, services }: CampaignStep,
  recipient: ClaimedRecipient,
  outfit: Outfit,
): Promise<Delivery> {
  const { env, house } = services;
  const deployment = { pepper: env.PASSWORD_PEPPER, publicOrigin: env.PUBLIC_ORIGIN };
  const mail = campaignMail(ctx, campaign, recipient, env.PUBLIC_ORIGIN, {
    base: await mailBase(deployment, ctx.account.id, recipient.id),
    links: outfit.links,
    isTracked: outfit.isTracked,
    ...outfit.sender,
  });
  try {
    await house.providers.email.send({
      ...mail,
      id: mailId(recipient.id, ctx.account.id),
      attachments: outfit.attachments,
    });
    return { recipient, state: "sent", why: null, via: "email" };
  } catch (error) {
    return failed(recipient, "email", error);
  }
}

/** The left half of the Message-ID, from which what the provider tells later finds its way back. */
export function mailId(recipientId: string, accountId: string): string {
  return `${recipientId}.${accountId}`;
}

function failed(recipient: ClaimedRecipient, via: Delivery["via"], error: unknown): Delivery {
  if (error instanceof MailRefused) {
    return error.about === "recipient"
      ? { recipient, state: "bounced", why: error.message, via, isDead: true }
      : { recipient, state: "rejected", why: error.message, via };
  }
  if (error instanceof MailUnclear) return { recipient, state: "unknown", why: error.message, via };
  if (error instanceof MailDelayed) {
    const server = error.about === "server" ? ({ isServerDown: true } as const) : {};
    return { recipient, state: "waiting", why: error.message, via, ...server };
  }
  // Whether it went out before it broke, nobody can tell.
  return { recipient, state: "unknown", why: NO_ANSWER, via };
}
