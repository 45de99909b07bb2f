import { sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import type { NotificationTopic } from "../notification-choices/schemas.ts";
import { guardianNumber, guardianWants, staffNumber, staffWants } from "./chain.ts";

/** Whom a mail is for, and in which ways they would rather be told. */
export interface ToldPerson {
  readonly loginId: string | null;
  readonly staffId: string | null;
  readonly familyId: string | null;
  readonly guardianId: string | null;
  readonly wantsPush: boolean;
  /** Null: they are not texted. */
  readonly number: string | null;
  readonly wantsMail: boolean;
}

/** The guardian of a family who signs in with an address; nobody where it is the address of no log-in. */
export function guardianAt(
  addressFolded: string,
  familyId: string,
  topic: NotificationTopic,
): Query<ToldPerson> {
  const login = sql`l.id`;
  return select(
    {
      loginId: sql<string>`l.id`,
      staffId: sql<null>`null`,
      familyId: sql<string>`fl.family_id`,
      guardianId: sql<string | null>`fl.guardian_id`,
      wantsPush: flag(guardianWants(login, topic, "push")),
      number: sql<string | null>`case when ${guardianWants(login, topic, "sms")}
        then ${guardianNumber(sql`fl.guardian_id`, sql`fl.family_id`)} end`,
      wantsMail: flag(guardianWants(login, topic, "email")),
    },
    sql`from living_logins l join living_family_logins fl on fl.login_id = l.id and fl.family_id = ${familyId}
        and fl.role <> 'pickup_only'
      where l.email_folded = ${addressFolded} limit 1`,
  );
}

export function staffAt(addressFolded: string): Query<ToldPerson> {
  const id = sql`s.id`;
  return select(
    {
      loginId: sql<null>`null`,
      staffId: sql<string>`s.id`,
      familyId: sql<null>`null`,
      guardianId: sql<null>`null`,
      wantsPush: flag(staffWants(id, "push")),
      number: sql<string | null>`case when ${staffWants(id, "sms")} then ${staffNumber(id)} end`,
      wantsMail: flag(sql`1`),
    },
    sql`from staff s where s.email_folded = ${addressFolded} and s.deleted_at is null and s.is_active = 1 limit 1`,
  );
}
