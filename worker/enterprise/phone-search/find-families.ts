import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { familyTerms, inRange } from "../../domains/families/search.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { FoundFamily } from "./schemas.ts";

/** More than this of one number are people who share a switchboard; the Families page lists them all. */
export const MAX_NAMED = 5;

/** Who has a number, asked of many accounts: written once for each region, since it is the same in all of them. */
export function phoneQuestion(phone: string): (ctx: Context) => Query<FoundFamily> {
  const byRegion = new Map<string, Query<FoundFamily>>();
  return ({ account: { phoneRegion } }) => {
    const question = byRegion.get(phoneRegion) ?? familiesByPhone(phone, phoneRegion);
    byRegion.set(phoneRegion, question);
    return question;
  };
}

/** The families of one account that a number belongs to, found as its Families page would. */
function familiesByPhone(phone: string, region: string): Query<FoundFamily> {
  const ranges = familyTerms({ phone }, region).flat();
  const found = ranges.map(
    (range) => sql`select * from (select id from search_tokens where ${inRange(range)}
    limit ${MAX_NAMED * 4})`,
  );
  return select(
    {
      id: sql<string>`f.family_id`,
      name: sql<string>`f.name`,
      guardianName: sql<string | null>`f.guardian_name`,
      students: json<string[]>(sql`(select json_group_array(value->>'name') from json_each(f.students))`),
    },
    sql`from (select distinct id from (${sql.join(found, sql` union all `)})) t
      cross join family_list f on f.family_id = t.id order by f.sort_name, f.family_id limit ${MAX_NAMED + 1}`,
  );
}

/** How many enrollments of some families are active today, by the clock of the school. */
export function activeEnrollments(ctx: Context, familyIds: readonly string[]): Query<{ count: number }> {
  const on = today(ctx);
  return select(
    { count: sql<number>`count(*)` },
    sql`from json_each(${JSON.stringify(familyIds)}) f
      cross join students s on s.family_id = f.value and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.deleted_at is null and e.kind = 'active'
        and e.starts_on <= ${on} and (e.ends_on is null or e.ends_on >= ${on})`,
  );
}
