import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import type { COMMON, MailFacts, MailKey } from "./catalogue.ts";
import type { RenderedMail } from "./schemas.ts";
import { templatesQuery, wordsFor } from "./template-query.ts";
import { renderTemplate, type Values } from "./template-text.ts";

/** Whom the mail is for, as far as is known; a line that greets nobody is left out. */
export type MailReader = Readonly<Partial<Record<Exclude<(typeof COMMON)[number], "school.name">, string>>>;

/** A mail of the portal in the school's words, to be sent. @throws UnknownVariable */
export async function renderMail<K extends MailKey>(
  ctx: Context,
  key: K,
  language: Language,
  facts: MailFacts<K> & MailReader,
): Promise<RenderedMail> {
  const { stored } = await ctx.database.read({ stored: templatesQuery(key) });
  const values: Values = { ...facts, "school.name": ctx.account.displayName };
  return renderTemplate(key, language, wordsFor(key, language, stored), values);
}

/** The language of a family, else of the school, if it is one that we have. */
export function mailLanguageOf(ctx: Context, preferredLocale: string | null): Language {
  return (preferredLocale ?? ctx.account.locale).toLowerCase().startsWith("es") ? "es" : "en";
}

/** A page of the school's family portal, to be opened from a mail. */
export function portalLink(publicOrigin: string, ctx: Context, page = ""): string {
  return `${publicOrigin}/portal/${ctx.account.urlName}${page}`;
}
