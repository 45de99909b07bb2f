import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { lastAnswer } from "../../../tenant-schema/due-policies.ts";

export interface UnmetPolicies {
  readonly studentId: string;
  readonly titles: readonly string[];
}

/** Required policies, also those on paper, that students or their families have not accepted in their present text. */
export function unmetPoliciesQuery(studentIds: readonly string[]): Query<UnmetPolicies> {
  const answered = lastAnswer(
    sql`s.family_id`,
    sql`p.id`,
    sql`case when p.kind = 'family' then null else s.id end`,
  );
  return select(
    {
      studentId: sql<string>`s.id`,
      titles: json<string[]>(sql`(select json_group_array(p.title) from living_policies p
        where p.is_required = 1 and p.kind <> 'transaction' and not exists (select 1 from policy_answers a
          where a.id = ${answered} and a.policy_version_id = p.current_version_id and a.answer = 'accepted'))`),
    },
    sql`from json_each(${JSON.stringify(studentIds)}) i join living_students s on s.id = i.value`,
  );
}
