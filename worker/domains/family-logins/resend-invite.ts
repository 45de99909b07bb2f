import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { ACCESS_MAIL, type AccessMail } from "../family-sessions/access-mail.ts";
import { inviteToken } from "../family-sessions/invite-token.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import { inviteRowQuery } from "./access-queries.ts";
import { INVITE_MS } from "./invite.ts";
import type { ResendInput } from "./schemas.ts";

/** Sends an invitation again, for another 48 hours; the link of the first mail works no more. */
export async function resendInvite(
  ctx: Context,
  familyId: string,
  inviteId: string,
  input: ResendInput,
  pepper: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const { rows } = await read(ctx, { rows: inviteRowQuery(familyId, inviteId) });
  const row = expectRow(rows, "invitation", input.version);
  // Never the same instant twice, so that the link is another one even within one millisecond.
  const expiresAt = Math.max(ctx.nowMs + INVITE_MS, row.expiresAt + 1);
  const change = new Change(ctx, {
    action: "family_invites.resend",
    summary: `Invited ${row.email} again`,
    right: "portal_access",
  });
  const tokenHash = await hashToken(await inviteToken(pepper, ctx.account.id, inviteId, expiresAt));
  change.update("familyInvites", row, { tokenHash, expiresAt });
  const payload: AccessMail = {
    ...{ template: "invite", inviteId, language: input.language },
    inviter: ctx.actor.kind === "guardian" ? ctx.actor.name : ctx.account.displayName,
  };
  change.effect({ topic: ACCESS_MAIL, payload });
  return { change: await commit(ctx, change) };
}
