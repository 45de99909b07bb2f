import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { accessRowQuery, holderQuery } from "./access-queries.ts";
import { refuseSelf } from "./own-access.ts";
import { ROLE_WORDS } from "./role-words.ts";
import type { RoleInput } from "./schemas.ts";

/**
 * Gives somebody another role in the family; it holds from their next request on.
 * @throws Conflict `family_owner` when nobody would manage the family any more, `own_access`
 */
export async function changeRole(
  ctx: Context,
  familyId: string,
  accessId: string,
  input: RoleInput,
): Promise<{ change: Committed | null }> {
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
    action: "family_logins.update",
    summary: `Made ${holder} ${ROLE_WORDS[input.role]} of the family ${expectRow(found.family, "family").name}`,
    right: "portal_access",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("familyLogins", access, { role: input.role })) return { change: null };
  return { change: await commit(ctx, change) };
}
