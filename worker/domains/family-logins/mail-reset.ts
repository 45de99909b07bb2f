import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { addFamilyReset } from "../family-sessions/request-family-reset.ts";
import { mailLanguageOf } from "../mail-templates/render-mail.ts";
import { accessRowQuery, holderQuery } from "./access-queries.ts";

function accessLanguage(accessId: string) {
  return select(
    { locale: sql<string | null>`coalesce(l.language, f.preferred_locale)` },
    sql`from living_family_logins a join living_logins l on l.id = a.login_id join families f on f.id = a.family_id
      where a.id = ${accessId}`,
  );
}

/** Staff send somebody of a family a link to choose a password. */
export async function mailReset(
  ctx: Context,
  familyId: string,
  accessId: string,
  pepper: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const { access, holders, language } = await read(ctx, {
    access: accessRowQuery(familyId, accessId),
    holders: holderQuery(familyId, accessId),
    language: accessLanguage(accessId),
  });
  const { loginId } = expectRow(access, "access");
  const summary = `Mailed ${holders[0]?.holder} a link to choose a password for the family portal`;
  const change = new Change(ctx, { action: "logins.mail_reset", summary, right: "portal_access" });
  const spoken = mailLanguageOf(ctx, language[0]?.locale ?? null);
  await addFamilyReset(ctx, change, { loginId, language: spoken, pepper });
  return { change: await commit(ctx, change) };
}
