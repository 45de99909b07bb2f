import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Language } from "../../kernel/language.ts";
import type { MailKey } from "./catalogue.ts";
import type { TemplateWords } from "./schemas.ts";
import { ENGLISH } from "./words-en.ts";
import { SPANISH } from "./words-es.ts";

export const BUILT_IN: Readonly<Record<Language, Readonly<Record<MailKey, TemplateWords>>>> = {
  en: ENGLISH,
  es: SPANISH,
};

export interface StoredTemplate extends TemplateWords {
  readonly id: string;
  readonly version: number;
  readonly templateKey: string;
  readonly language: Language;
}

const columns = {
  id: sql<string>`id`,
  version: sql<number>`version`,
  templateKey: sql<string>`template_key`,
  language: sql<Language>`language`,
  subject: sql<string>`subject`,
  body: sql<string>`body`,
};

/** The school's own words, of one mail or of all. */
export function templatesQuery(key?: MailKey): Query<StoredTemplate> {
  const which = key === undefined ? sql`true` : sql`template_key = ${key}`;
  return select(columns, sql`from living_mail_templates where ${which}`);
}

/** The school's own words where it has some, else ours. */
export function wordsFor(key: MailKey, language: Language, stored: readonly StoredTemplate[]): TemplateWords {
  return (
    stored.find((row) => row.templateKey === key && row.language === language) ?? BUILT_IN[language][key]
  );
}
