import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";

const NAMES: Readonly<Record<Language, string>> = { en: "English", es: "Spanish" };

/** The language of whoever is signed in, on every device and in the mails to them; of two choices the last one stays. */
export async function chooseLanguage(
  ctx: Context<GuardianActor>,
  language: Language,
): Promise<{ readonly language: Language }> {
  const { id } = ctx.actor;
  const { login } = await read(ctx, {
    login: select(
      {
        id: sql<string>`id`,
        version: sql<number>`version`,
        language: sql<Language | null>`language`,
      },
      sql`from living_logins where id = ${id}`,
    ),
  });
  const summary = `${ctx.actor.name} reads the family portal in ${NAMES[language]}`;
  const change = new Change(ctx, { action: "logins.choose_language", summary, right: null });
  change.update("logins", expectRow(login, "log-in"), { language });
  if (!change.isEmpty) await commit(ctx, change, { language });
  return { language };
}
