import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import type { FamilyRole } from "../../kernel/context.ts";

/** A log-in as signing in needs it. */
export interface Login {
  readonly id: string;
  readonly email: string;
  readonly phc: string | null;
}

/** A family that a log-in opens. */
export interface OpenFamily {
  readonly familyId: string;
  readonly familyName: string;
  readonly role: FamilyRole;
  readonly guardianName: string | null;
  readonly isSuspended: boolean;
}

export function loginIdByEmail(email: string): SQL {
  return sql`(select id from logins where email_folded = ${foldEmail(email)} and deleted_at is null)`;
}

/** `loginId` is a value or a subquery. */
export function loginQuery(loginId: SQL): Query<Login> {
  return select(
    { id: sql<string>`l.id`, email: sql<string>`l.email`, phc: sql<string | null>`l.phc` },
    sql`from logins l where l.id = ${loginId} and l.deleted_at is null`,
  );
}

const isSuspended = sql`exists (select 1 from family_suspensions x
  where x.family_id = f.id and x.lifted_at is null and x.deleted_at is null)`;

/** The families of a log-in, the oldest access first. */
export function openFamiliesQuery(loginId: SQL): Query<OpenFamily> {
  return select(
    {
      familyId: sql<string>`f.id`,
      familyName: sql<string>`f.name`,
      role: sql<FamilyRole>`fl.role`,
      guardianName: sql<
        string | null
      >`(select trim(g.first_name || ' ' || g.last_name) from living_guardians g
        where g.id = fl.guardian_id)`,
      isSuspended: flag(isSuspended),
    },
    sql`from living_family_logins fl join living_families f on f.id = fl.family_id
      where fl.login_id = ${loginId} order by fl.created_at, fl.id`,
  );
}

/** A family whose guardian has this address, though no log-in of that address opens it yet. */
export interface KnownFamily extends Omit<OpenFamily, "role"> {
  readonly guardianId: string | null;
  /** The primary guardian's own address, or one of a family that nobody else could manage. */
  readonly isManager: boolean;
}

export function knownFamiliesQuery(email: string): Query<KnownFamily> {
  return select(
    {
      familyId: sql<string>`f.id`,
      familyName: sql<string>`f.name`,
      guardianId: sql<string | null>`g.id`,
      guardianName: sql<string | null>`trim(g.first_name || ' ' || g.last_name)`,
      isManager: flag(sql`coalesce(g.is_primary, 0) = 1 or not exists (
        select 1 from living_family_logins o where o.family_id = f.id and o.role = 'owner'
        union all select 1 from living_guardians p join living_emails pe on pe.guardian_id = p.id
          where p.family_id = f.id and p.is_primary = 1)`),
      isSuspended: flag(isSuspended),
    },
    sql`from living_emails e join living_families f on f.id = e.family_id
      left join living_guardians g on g.id = e.guardian_id
      where e.address_folded = ${foldEmail(email)} and not exists (select 1 from living_family_logins fl
        where fl.family_id = f.id and fl.login_id = ${loginIdByEmail(email)})
      order by f.sort_name, f.id, coalesce(g.is_primary, 0) desc limit 20`,
  );
}
