import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { RenderedMail } from "../mail-templates/schemas.ts";
import { renderWords } from "../mail-templates/template-text.ts";
import { PREVIEW_PATH, tracked } from "./mail-links.ts";
import { languageOf, type RecipientFacts, valuesOf } from "./recipient-facts.ts";
import type { CampaignWords } from "./schemas.ts";
import { knownTo } from "./variables.ts";

type Words = Pick<CampaignWords, "subject" | "body" | "class" | "audience">;

/** What a mail of a campaign carries beside its words. */
export interface MailTrimmings {
  /** Where its links begin; null for a preview or a test, whose links lead nowhere of their own. */
  readonly base: string | null;
  readonly links: readonly string[];
  readonly isTracked: boolean;
  /** The school's postal address, which advertisements must carry. */
  readonly postalAddress: string;
  readonly replyTo: string | null;
}

/** The words as one recipient reads them, in two forms. @throws UnknownVariable */
export function renderCampaign(
  ctx: Context,
  words: Words,
  facts: RecipientFacts,
  publicOrigin: string,
): RenderedMail {
  const values = valuesOf(ctx, facts, publicOrigin);
  return renderWords(knownTo(words.audience.list), languageOf(ctx, facts), words, values);
}

/** The words of a campaign that goes to somebody's phone: a text has no subject of its own. */
export function phoneWords(
  channel: CampaignWords["channel"],
  words: { subject: string; text: string },
): string {
  return channel === "push" ? `${words.subject}: ${words.text}` : words.text;
}

/** A mail of a campaign as it goes out: marketing tells why one gets it, and how to get no more. */
export function campaignMail(
  ctx: Context,
  words: Words,
  facts: RecipientFacts,
  publicOrigin: string,
  trimmings: MailTrimmings,
): Omit<EmailMessage, "id"> {
  const rendered = renderCampaign(ctx, words, facts, publicOrigin);
  const { base, links, isTracked, replyTo } = trimmings;
  const envelope = { to: facts.address, fromName: ctx.account.displayName, replyTo, isBulk: true } as const;
  if (words.class === "transactional") return { ...envelope, ...rendered };
  const unsubscribe = base === null ? `${publicOrigin}/m/${PREVIEW_PATH}` : `${base}/u`;
  const footer = footerOf(ctx, languageOf(ctx, facts), trimmings.postalAddress);
  const html = rendered.html.replace(
    "</body>",
    `<hr>\n<p><small>${escapeHtml(footer.why)}<br><a href="${escapeHtml(unsubscribe)}">${escapeHtml(footer.unsubscribe)}</a></small></p>\n</body>`,
  );
  return {
    ...envelope,
    subject: rendered.subject,
    text: `${rendered.text}\n\n-- \n${footer.why}\n${footer.unsubscribe}: ${unsubscribe}`,
    html: isTracked && base !== null ? tracked(html, base, links) : html,
    headers: {
      "List-Unsubscribe": `<${unsubscribe}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

function footerOf(ctx: Context, language: Language, postalAddress: string) {
  const from = [ctx.account.displayName, postalAddress].filter(Boolean).join(", ");
  return language === "es"
    ? {
        why: `Recibe este correo porque su familia está en ${from}.`,
        unsubscribe: "No recibir más publicidad",
      }
    : {
        why: `You get this mail because your family is with ${from}.`,
        unsubscribe: "No more advertisements",
      };
}
