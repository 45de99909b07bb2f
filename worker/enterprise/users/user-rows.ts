import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { Forbidden, NotFound } from "../../kernel/errors.ts";
import { controlGuard } from "../commit.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import { groupOf } from "../groups/group-rows.ts";
import { subtreeOf } from "../reach.ts";
import type { EnterpriseUser } from "./schemas.ts";

export const userColumns = {
  id: sql<string>`u.id`,
  name: sql<string>`u.name`,
  email: sql<string>`u.email`,
  level: sql<EnterpriseUser["level"]>`u.level`,
  groupId: sql<string | null>`u.group_id`,
  state: sql<EnterpriseUser["state"]>`u.state`,
  provider: sql<EnterpriseUser["provider"]>`u.provider`,
  inviteExpiresAt: sql<number | null>`u.invite_expires_at`,
  lastSeenAt: sql<number | null>`u.last_seen_at`,
  version: sql<number>`u.version`,
};

/** The users that somebody may know of: all of the enterprise, or those of their group and the groups below it. */
export function usersWithin({ enterpriseId, groupId }: EnterpriseActor): SQL {
  const all = sql`u.enterprise_id = ${enterpriseId}`;
  return groupId === null ? all : sql`${all} and u.group_id in ${subtreeOf(groupId)}`;
}

/** @throws NotFound for users of other groups, and for those who were removed */
export async function userOf(ctx: EnterpriseContext, id: string): Promise<EnterpriseUser> {
  const { found } = await ctx.control.read({
    found: select(
      userColumns,
      sql`from enterprise_users u where u.id = ${id} and ${usersWithin(ctx.actor)} and u.deleted_at is null`,
    ),
  });
  if (!found[0]) throw new NotFound("user");
  return found[0];
}

/** Nobody gives more than they have: somebody of a group, only their group or one below it. @throws NotFound, Forbidden */
export async function requireGivable(ctx: EnterpriseContext, groupId: string | null): Promise<void> {
  if (groupId !== null) {
    await groupOf(ctx, groupId);
    return;
  }
  if (ctx.actor.groupId === null) return;
  throw new Forbidden(
    "below_own_group",
    "You work for one group, so you can make users of it and of the groups below it, not of the whole enterprise.",
  );
}

/** @throws Forbidden when somebody would change what they are themselves */
export function requireOther({ actor }: EnterpriseContext, userId: string): void {
  if (actor.id !== userId) return;
  throw new Forbidden(
    "own_access",
    "Another Admin has to change this for you; nobody changes their own access.",
  );
}

/** Somebody active must remain who manages the whole enterprise, when the batch is done. */
export function adminRemains(enterpriseId: string): SQL {
  return controlGuard(
    "last_admin",
    sql`exists (select 1 from enterprise_users where enterprise_id = ${enterpriseId} and group_id is null
      and level = 'admin' and state = 'active' and deleted_at is null)`,
  );
}

export const userAtVersion = (id: string, version: number): SQL =>
  controlGuard(
    "row_version",
    sql`(select version from enterprise_users where id = ${id} and deleted_at is null) = ${version}`,
  );
