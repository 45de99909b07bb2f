import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { foldLogin } from "../../domains/staff-sessions/find-by-login.ts";
import { hashToken, newToken } from "../../domains/staff-sessions/tokens.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { requireVersion } from "../groups/group-rows.ts";
import { groupsOf } from "../reach.ts";
import { INVITE_MS, mailInvite } from "./invite-mail.ts";
import type { InviteUserInput, WrittenUser } from "./schemas.ts";
import { requireGivable, userAtVersion, userOf } from "./user-rows.ts";

/** Invites somebody by mail; with the first sign-in they are bound to it. @throws NotFound, Forbidden, Precondition */
export async function inviteUser(
  ctx: EnterpriseContext,
  { name, email, level, groupId }: InviteUserInput,
): Promise<WrittenUser> {
  await requireGivable(ctx, groupId);
  const { actor, nowMs } = ctx;
  const [id, token] = [newId("enterpriseUser", nowMs), newToken()];
  const invited = { id, version: 1, mailed: true };
  try {
    await commitEnterprise(
      ctx,
      {
        action: "users.invite",
        summary: `Invited ${name} as ${level === "admin" ? "Admin" : "User"}`,
        subjectId: id,
        after: { name, email, level, groupId },
      },
      [
        controlGuard("row_living", groupId === null ? sql`true` : sql`${groupId} in ${groupsOf(actor)}`),
        sql`insert into enterprise_users (id, enterprise_id, group_id, level, name, email, email_folded, state,
            invite_token_hash, invite_expires_at, created_at, updated_at)
          values (${id}, ${actor.enterpriseId}, ${groupId}, ${level}, ${name}, ${email}, ${foldLogin(email)}, 'invited',
            ${await hashToken(token)}, ${nowMs + INVITE_MS}, ${nowMs}, ${nowMs})`,
      ],
      invited,
    );
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const message = "Somebody with this address is a user already. Look for them in the list.";
    throw new Precondition("email_taken", message, [{ path: "email", message }]);
  }
  return { ...invited, mailed: await mailInvite(ctx, { name, email }, token) };
}

/** Sends another link; the one before it stops working. @throws NotFound, Conflict once it was taken */
export async function resendInvite(
  ctx: EnterpriseContext,
  id: string,
  { version }: { readonly version: number },
): Promise<WrittenUser> {
  const user = await userOf(ctx, id);
  requireVersion(user, version);
  if (user.state !== "invited") {
    throw new Conflict("invite_taken", `${user.name} has taken the invitation already and can sign in.`);
  }
  const token = newToken();
  const resent = { id, version: version + 1, mailed: true };
  await commitEnterprise(
    ctx,
    { action: "users.resend", summary: `Sent the invitation of ${user.name} again`, subjectId: id },
    [
      userAtVersion(id, version),
      sql`update enterprise_users set invite_token_hash = ${await hashToken(token)},
        invite_expires_at = ${ctx.nowMs + INVITE_MS}, updated_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
    ],
    resent,
  );
  return { ...resent, mailed: await mailInvite(ctx, user, token) };
}
