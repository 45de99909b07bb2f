import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

/** Whom we know a number by; somebody whom we do not know and who writes is a lead. */
export interface NumberOwner {
  readonly kind: "family" | "staff" | "lead";
  readonly familyId: string | null;
  readonly guardianId: string | null;
  readonly staffId: string | null;
  readonly name: string | null;
}

/** A number that several records have belongs to the one that calls it its first, and of those to the oldest. */
export function ownerQuery(e164: string): Query<NumberOwner> {
  return select(
    {
      kind: sql<
        NumberOwner["kind"]
      >`case when p.id is not null then 'family' when s.id is not null then 'staff'
        else 'lead' end`,
      familyId: sql<string | null>`p.family_id`,
      guardianId: sql<string | null>`p.guardian_id`,
      staffId: sql<string | null>`case when p.id is null then s.id end`,
      name: sql<string | null>`coalesce(
        (select trim(g.first_name || ' ' || g.last_name) from guardians g where g.id = p.guardian_id),
        (select f.name from families f where f.id = p.family_id), trim(s.first_name || ' ' || s.last_name))`,
    },
    sql`from (select 1) left join phones p on p.id = (
        select x.id from phones x join families f on f.id = x.family_id and f.deleted_at is null
        where x.e164 = ${e164} and x.deleted_at is null order by x.is_primary desc, x.id limit 1)
      left join staff s on s.id = (select y.id from staff y
        where y.phone_e164 = ${e164} and y.deleted_at is null order by y.is_active desc, y.id limit 1)`,
  );
}
