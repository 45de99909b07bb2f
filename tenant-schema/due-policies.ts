import { type SQL, sql } from "drizzle-orm";

/** The answer that counts: the last one of that family, or of that student of it. */
export function lastAnswer(familyId: SQL, policyId: SQL, studentId: SQL): SQL {
  return sql`(select b.id from policy_answers b where b.family_id = ${familyId} and b.policy_id = ${policyId}
    and b.student_id is ${studentId} and b.deleted_at is null order by b.answered_at desc limit 1)`;
}

/**
 * Required public policies whose present text a family (or one of its students) has not accepted: rows of (policy_id,
 * student_id), student_id NULL for those of the family. The last answer counts.
 */
export function duePolicies(familyId: SQL): SQL {
  return sql`(select p.id as policy_id, s.id as student_id from living_policies p
    left join living_students s on s.family_id = ${familyId} and p.kind in ('student', 'photo')
    where p.is_required = 1 and p.is_public = 1 and p.current_version_id is not null
      and (p.kind = 'family' or (p.kind in ('student', 'photo') and s.id is not null))
      and not exists (select 1 from policy_answers a
        where a.id = ${lastAnswer(familyId, sql`p.id`, sql`s.id`)}
          and a.policy_version_id = p.current_version_id and a.answer = 'accepted'))`;
}

/** Whether a family must accept something before anything else. */
export function arePoliciesDue(familyId: SQL): SQL {
  return sql`exists (select 1 from ${duePolicies(familyId)})`;
}
