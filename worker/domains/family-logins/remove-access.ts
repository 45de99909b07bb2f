import { sql } from "drizzle-orm";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { accessRowQuery, holderQuery } from "./access-queries.ts";
import { refuseSelf } from "./own-access.ts";

/**
 * Shuts a family for a log-in; its sessions there end at once.
 * @throws Conflict `family_owner` when nobody would manage the family any more, `own_access`
 */
export async function removeAccess(
  ctx: Context,
  familyId: string,
  accessId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const found = await read(ctx, {
    access: accessRowQuery(familyId, accessId),
    holders: holderQuery(familyId, accessId),
    family: livingById("families", familyId),
  });
  const access = expectRow(found.access, "access", input.version);
  refuseSelf(ctx, access.loginId);
  const holder = found.holders[0]?.holder;
  const change = new Change(ctx, {
    action: "family_logins.delete",
    summary: `Took the access of ${holder} to the family ${expectRow(found.family, "family").name}`,
    right: "portal_access",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("familyLogins", access);
  change.also(sql`update sessions set ended_at = ${ctx.nowMs}, end_reason = 'access_removed'
    where login_id = ${access.loginId} and family_id = ${familyId} and ended_at is null`);
  return { change: await commit(ctx, change) };
}
