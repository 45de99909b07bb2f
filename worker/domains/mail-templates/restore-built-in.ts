import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { read } from "../../kernel/read.ts";
import { MAILS } from "./catalogue.ts";
import { ownOf, requireKey } from "./list-templates.ts";
import { changedMeanwhile } from "./save-template.ts";
import { templatesQuery } from "./template-query.ts";

/** Lets the built-in words hold again. @throws NotFound when they do already, Conflict `changed_meanwhile` */
export async function restoreBuiltIn(
  ctx: Context,
  mailKey: string,
  language: Language,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const key = requireKey(mailKey);
  const { stored } = await read(ctx, { stored: templatesQuery(key) });
  const own = ownOf(stored, key, language);
  if (!own) throw new NotFound("text of your own");
  if (own.version !== input.version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "mail_templates.restore",
    summary: `Restored the built-in words of the mail “${MAILS[key].label}”`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("mailTemplates", { ...own });
  return { change: await commit(ctx, change) };
}
