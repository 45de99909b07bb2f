import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { read } from "../../kernel/read.ts";
import { MAILS, type MailKey } from "./catalogue.ts";
import { ownOf, requireKey } from "./list-templates.ts";
import type { TemplateWords } from "./schemas.ts";
import { BUILT_IN, templatesQuery } from "./template-query.ts";
import { problemsOf } from "./template-text.ts";

/**
 * Gives a mail words of the school's own, in one language.
 * @throws NotFound, Precondition `unknown_variable`, Conflict `changed_meanwhile`
 */
export async function saveTemplate(
  ctx: Context,
  mailKey: string,
  language: Language,
  input: TemplateWords & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const key = requireKey(mailKey);
  const { version, subject, body } = input;
  refuseUnknown(key, input);
  const { stored } = await read(ctx, { stored: templatesQuery(key) });
  const own = ownOf(stored, key, language);
  if ((own?.version ?? 0) !== version) throw changedMeanwhile();
  const builtIn = BUILT_IN[language][key];
  // The built-in words are nobody's own: pressing Save on them decides nothing, and a better text of ours still arrives.
  if (!own && subject === builtIn.subject && body === builtIn.body) return { change: null };
  const change = new Change(ctx, {
    action: "mail_templates.save",
    summary: `Changed the words of the mail “${MAILS[key].label}”`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!own) {
    const id = newId("mailTemplate", ctx.nowMs);
    change.insert("mailTemplates", { id, templateKey: key, language, subject, body });
  } else if (!change.update("mailTemplates", { ...own }, { subject, body })) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people gave it words of its own for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

/** @throws Precondition `unknown_variable` */
export function refuseUnknown(key: MailKey, words: TemplateWords): void {
  const problems = problemsOf(key, words);
  if (problems.length > 0) {
    throw new Precondition("unknown_variable", "This mail names something it does not know.", problems);
  }
}

export function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed the words of this mail while you were working on them. Look at the current state and try again.",
  );
}
