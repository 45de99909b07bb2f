import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import type { RevokeTokenInput } from "./schemas.ts";
import { moveToken, type StoredToken } from "./token-moves.ts";
import { tokenById } from "./token-queries.ts";

/** Takes a token back that nobody has used, with a reason. @throws NotFound, Conflict `token_used` | `changed_meanwhile` */
export async function revokeToken(
  ctx: Context,
  id: string,
  { version, comment }: RevokeTokenInput,
): Promise<{ readonly change: Committed }> {
  requireRight(ctx, "delete_makeup_tokens", "full");
  const found = await read(ctx, { token: tokenById(ctx, id, "delete_makeup_tokens") });
  const { studentName, ...token } = expectRow(found.token, "makeup token", version);
  refuseUsed(token);
  const change = new Change(ctx, {
    action: "makeups.revoke",
    summary: `Took back a makeup token of ${studentName}`,
    right: "delete_makeup_tokens",
    undoMs: UNDO_MS.ordinary,
  });
  moveToken(ctx, change, token, "revoked", { comment });
  return { change: await commit(ctx, change) };
}

/** @throws Conflict when a token was spent, is asked for, or was taken back */
export function refuseUsed(token: Pick<StoredToken, "state">): void {
  if (token.state === "available") return;
  const why = {
    pending: "A makeup was requested with this token. Decide on the request first.",
    expended: "A makeup was booked with this token. Cancel the makeup first.",
    revoked: "This token was already taken back.",
  }[token.state];
  throw new Conflict("token_used", why);
}
