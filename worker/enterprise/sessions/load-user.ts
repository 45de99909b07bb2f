import { type SQL, sql } from "drizzle-orm";
import type { EnterpriseLevel, IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import type { EnterpriseActor } from "../context.ts";
import { hasPlan, isPathActive } from "../reach.ts";

export interface LoadedUser extends Omit<EnterpriseActor, "kind" | "tokenHash"> {
  readonly tokenHash: string;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
  readonly provider: IdentityProvider;
  readonly sealedRefreshToken: string | null;
}

/** The session lives, its user is active, their group and all above it are switched on, and the plan is Enterprise. */
export function mayEnter(nowMs: number): SQL {
  return sql`s.ended_at is null and s.expires_at > ${nowMs} and u.state = 'active' and u.deleted_at is null
    and ${isPathActive(sql`u.group_id`)} and ${hasPlan(sql`u.enterprise_id`)}`;
}

/** Who a session belongs to; no row when it is over or its user may no longer enter. */
export function userQuery(session: SQL, nowMs: number): Query<LoadedUser> {
  return select(
    {
      id: sql<string>`u.id`,
      name: sql<string>`u.name`,
      email: sql<string>`u.email`,
      level: sql<EnterpriseLevel>`u.level`,
      enterpriseId: sql<string>`e.id`,
      enterpriseName: sql<string>`e.name`,
      groupId: sql<string | null>`u.group_id`,
      groupName: sql<string | null>`(select g.name from enterprise_groups g where g.id = u.group_id)`,
      sessionId: sql<string>`s.id`,
      tokenHash: sql<string>`s.token_hash`,
      version: sql<number>`u.version`,
      lastSeenAtMs: sql<number>`s.last_seen_at`,
      expiresAtMs: sql<number>`s.expires_at`,
      provider: sql<IdentityProvider>`s.provider`,
      sealedRefreshToken: sql<string | null>`s.refresh_token`,
    },
    sql`from enterprise_sessions s join enterprise_users u on u.id = s.user_id
      join enterprises e on e.id = u.enterprise_id
      where ${session} and ${mayEnter(nowMs)}`,
  );
}

export function toEnterpriseActor(user: LoadedUser): EnterpriseActor {
  const { lastSeenAtMs, expiresAtMs, provider, sealedRefreshToken, ...actor } = user;
  return { kind: "enterprise", ...actor };
}
