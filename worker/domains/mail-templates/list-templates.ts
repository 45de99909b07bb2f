import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { isMailKey, MAILS, type MailKey, variablesOf } from "./catalogue.ts";
import { mailLanguages, type TemplatePage, type TemplateRow } from "./schemas.ts";
import { BUILT_IN, type StoredTemplate, templatesQuery } from "./template-query.ts";
import { VARIABLES } from "./variables.ts";

/** Every mail that the portal sends, and in which languages the school has words of its own. */
export async function listTemplates(ctx: Context): Promise<{ rows: TemplateRow[] }> {
  requireRight(ctx, "settings", "view");
  const { stored } = await read(ctx, { stored: templatesQuery() });
  const rows = (Object.keys(MAILS) as MailKey[]).map((key) => ({
    key,
    label: MAILS[key].label,
    when: MAILS[key].when,
    group: MAILS[key].group,
    own: mailLanguages.filter((language) => ownOf(stored, key, language)),
  }));
  return { rows };
}

/** One mail with its words in every language and what they may name. @throws NotFound */
export async function getTemplate(ctx: Context, key: string): Promise<TemplatePage> {
  requireRight(ctx, "settings", "view");
  const known = requireKey(key);
  const { stored } = await read(ctx, { stored: templatesQuery(known) });
  const words = (language: "en" | "es") => {
    const own = ownOf(stored, known, language);
    return {
      builtIn: BUILT_IN[language][known],
      own: own ? { subject: own.subject, body: own.body, version: own.version } : null,
    };
  };
  return {
    key,
    label: MAILS[known].label,
    when: MAILS[known].when,
    variables: variablesOf(known).map((name) => {
      const { description, example } = VARIABLES[name];
      return { name, description, example: typeof example === "string" ? example : example.join("; ") };
    }),
    languages: { en: words("en"), es: words("es") },
  };
}

export function ownOf(stored: readonly StoredTemplate[], key: MailKey, language: string) {
  return stored.find((row) => row.templateKey === key && row.language === language);
}

/** @throws NotFound */
export function requireKey(key: string): MailKey {
  if (!isMailKey(key)) throw new NotFound("mail");
  return key;
}
