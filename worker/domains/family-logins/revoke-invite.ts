import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { inviteRowQuery } from "./access-queries.ts";

/** Takes an invitation back: its link works no more. */
export async function revokeInvite(
  ctx: Context,
  familyId: string,
  inviteId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const { rows } = await read(ctx, { rows: inviteRowQuery(familyId, inviteId) });
  const row = expectRow(rows, "invitation", input.version);
  const summary = `Took back the invitation of ${row.email}`;
  const change = new Change(ctx, { action: "family_invites.revoke", summary, right: "portal_access" });
  change.remove("familyInvites", row);
  return { change: await commit(ctx, change) };
}
