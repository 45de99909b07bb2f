import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { familyLogins } from "../../../tenant-schema/families.ts";
import { familyInvites } from "../../../tenant-schema/portal.ts";
import type { FamilyRole } from "../../kernel/context.ts";
import type { AccessInvite, AccessPerson, FamilyAccess, OwnPasskey, OwnSession } from "./schemas.ts";

export function peopleQuery(familyId: string, nowMs: number): Query<AccessPerson> {
  const live = sql`s.login_id = l.id and s.ended_at is null and s.idle_expires_at > ${nowMs} and s.expires_at > ${nowMs}`;
  return select(
    {
      id: sql<string>`fl.id`,
      version: sql<number>`fl.version`,
      loginId: sql<string>`l.id`,
      guardianId: sql<string | null>`fl.guardian_id`,
      name: sql<string | null>`(select trim(g.first_name || ' ' || g.last_name) from living_guardians g
        where g.id = fl.guardian_id)`,
      email: sql<string>`l.email`,
      role: sql<FamilyRole>`fl.role`,
      hasPassword: flag(sql`l.phc is not null`),
      lastSeenAt: sql<number | null>`(select max(s.last_seen_at) from sessions s where ${live})`,
      liveSessions: sql<number>`(select count(*) from sessions s where ${live})`,
    },
    sql`from living_family_logins fl join living_logins l on l.id = fl.login_id
      where fl.family_id = ${familyId} order by fl.role <> 'owner', fl.created_at, fl.id`,
  );
}

export function invitesQuery(familyId: string): Query<AccessInvite> {
  return select(
    {
      id: sql<string>`i.id`,
      version: sql<number>`i.version`,
      email: sql<string>`i.email`,
      role: sql<FamilyRole>`i.role`,
      invitedBy: sql<string>`i.invited_by`,
      expiresAt: sql<number>`i.expires_at`,
    },
    sql`from living_family_invites i where i.family_id = ${familyId} and i.accepted_at is null order by i.id`,
  );
}

export function invitableQuery(familyId: string): Query<FamilyAccess["invitable"][number]> {
  return select(
    {
      guardianId: sql<string>`g.id`,
      name: sql<string>`trim(g.first_name || ' ' || g.last_name)`,
      email: sql<string>`e.address`,
    },
    sql`from living_guardians g join living_emails e on e.guardian_id = g.id
      where g.family_id = ${familyId} and not exists (select 1 from living_family_logins fl
        join living_logins l on l.id = fl.login_id where fl.family_id = ${familyId}
          and (l.email_folded = e.address_folded or fl.guardian_id = g.id))
      order by g.is_primary desc, g.position, e.is_primary desc, e.id`,
  );
}

export function accessRowQuery(familyId: string, id: string): Query<Row<"familyLogins">> {
  return select(
    allColumns(familyLogins),
    sql`from ${familyLogins} where id = ${id} and family_id = ${familyId} and deleted_at is null`,
  ) as unknown as Query<Row<"familyLogins">>;
}

/** Whose access it is, as the history calls them: by name, or by the address of a log-in that is nobody's guardian's. */
export function holderQuery(familyId: string, id: string): Query<{ holder: string }> {
  return select(
    {
      holder: sql<string>`coalesce((select trim(g.first_name || ' ' || g.last_name) from living_guardians g
        where g.id = fl.guardian_id), l.email)`,
    },
    sql`from living_family_logins fl join living_logins l on l.id = fl.login_id
      where fl.id = ${id} and fl.family_id = ${familyId}`,
  );
}

export function inviteRowQuery(familyId: string, id: string): Query<Row<"familyInvites">> {
  return select(
    allColumns(familyInvites),
    sql`from ${familyInvites} where id = ${id} and family_id = ${familyId} and accepted_at is null
      and deleted_at is null`,
  ) as unknown as Query<Row<"familyInvites">>;
}

export function ownSessionsQuery(loginId: string, sessionId: string, nowMs: number): Query<OwnSession> {
  return select(
    {
      id: sql<string>`id`,
      isThis: flag(sql`id = ${sessionId}`),
      lastSeenAt: sql<number>`last_seen_at`,
      createdAt: sql<number>`created_at`,
      userAgent: sql<string | null>`user_agent`,
    },
    sql`from sessions where login_id = ${loginId} and ended_at is null and idle_expires_at > ${nowMs}
      and expires_at > ${nowMs} order by last_seen_at desc limit 50`,
  );
}

export function ownPasskeysQuery(loginId: string): Query<OwnPasskey> {
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      name: sql<string>`name`,
      createdAt: sql<number>`created_at`,
      lastUsedAt: sql<number | null>`last_used_at`,
    },
    sql`from living_passkeys where login_id = ${loginId} order by created_at, id`,
  );
}
