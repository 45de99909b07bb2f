import { type Context, type GuardianActor, hasRole, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import {
  invitableQuery,
  invitesQuery,
  ownPasskeysQuery,
  ownSessionsQuery,
  peopleQuery,
} from "./access-queries.ts";
import type { FamilyAccess, OwnAccess } from "./schemas.ts";

/** Who can sign in to a family, and who is invited, for staff. */
export async function getFamilyAccess(ctx: Context, familyId: string): Promise<FamilyAccess> {
  requireRight(ctx, "portal_access", "view");
  const { family, ...access } = await read(ctx, {
    family: livingById("families", familyId),
    people: peopleQuery(familyId, ctx.nowMs),
    invites: invitesQuery(familyId),
    invitable: invitableQuery(familyId),
  });
  expectRow(family, "family");
  return access;
}

/** The same for a guardian, with the browsers and passkeys of the own log-in. */
export async function getOwnAccess(ctx: Context<GuardianActor>): Promise<OwnAccess> {
  const { id, familyId, sessionId } = ctx.actor;
  const { sessions, passkeys, ...family } = await read(ctx, {
    people: peopleQuery(familyId, ctx.nowMs),
    invites: invitesQuery(familyId),
    invitable: invitableQuery(familyId),
    sessions: ownSessionsQuery(id, sessionId, ctx.nowMs),
    passkeys: ownPasskeysQuery(id),
  });
  return { family: hasRole(ctx.actor, "owner") ? family : null, sessions, passkeys };
}
