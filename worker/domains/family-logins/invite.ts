import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives, recordById } from "../families/family-records.ts";
import { ACCESS_MAIL, type AccessMail } from "../family-sessions/access-mail.ts";
import { inviteToken } from "../family-sessions/invite-token.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import { ROLE_WORDS } from "./role-words.ts";
import type { InviteInput } from "./schemas.ts";

export const INVITE_MS = 48 * 3_600_000;

/**
 * Invites somebody to a family by mail, for 48 hours.
 * @throws Conflict `has_access` when that address can sign in already
 */
export async function invite(
  ctx: Context,
  familyId: string,
  input: InviteInput,
  pepper: string,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const emailFolded = foldEmail(input.email);
  const found = await read(ctx, {
    family: livingById("families", familyId),
    guardian: recordById("guardians", familyId, input.guardianId ?? ""),
    access: select(
      { id: sql<string>`fl.id` },
      sql`from living_family_logins fl join living_logins l on l.id = fl.login_id
        where fl.family_id = ${familyId} and l.email_folded = ${emailFolded}`,
    ),
  });
  const family = expectRow(found.family, "family");
  if (input.guardianId !== null) expectRow(found.guardian, "guardian");
  if (found.access.length > 0) throw hasAccess();
  const id = newId("familyInvite", ctx.nowMs);
  const expiresAt = ctx.nowMs + INVITE_MS;
  const change = new Change(ctx, {
    action: "family_invites.create",
    summary: `Invited ${input.email} to the family ${family.name} as ${ROLE_WORDS[input.role]}`,
    right: "portal_access",
  });
  change.insert("familyInvites", {
    ...{ id, familyId, guardianId: input.guardianId, email: input.email, emailFolded, role: input.role },
    ...{ tokenHash: await hashToken(await inviteToken(pepper, ctx.account.id, id, expiresAt)), expiresAt },
    invitedBy: actorName(ctx.actor),
  });
  change.guard("row_living", familyLives(familyId));
  const payload: AccessMail = {
    ...{ template: "invite", inviteId: id, language: input.language },
    inviter: ctx.actor.kind === "guardian" ? ctx.actor.name : ctx.account.displayName,
  };
  change.effect({ topic: ACCESS_MAIL, payload });
  return { id, change: await commit(ctx, change, { id }) };
}

export function hasAccess(): Conflict {
  return new Conflict(
    "has_access",
    "This address can sign in to the family already. Change its role instead.",
  );
}
