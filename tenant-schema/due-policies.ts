import { type SQL, sql } from "drizzle-orm";

/** The answer that counts: the last one of that family, or of that student of it. */
export function lastAnswer(familyId: SQL, policyId: SQL, studentId: SQL): SQL {
  return sql`(select last_answer.id from policy_answers last_answer
    where last_answer.family_id = ${familyId} and last_answer.policy_id = ${policyId}
      and last_answer.student_id is ${studentId} and last_answer.deleted_at is null
    order by last_answer.answered_at desc limit 1)`;
}

/**
 * Required public policies whose present text a family (or one of its students) has not accepted: rows of (policy_id,
 * student_id), student_id NULL for those of the family. The last answer counts. Its aliases are its own, so that
 * `familyId` may name a column of whatever query it stands in.
 */
export function duePolicies(familyId: SQL): SQL {
  return sql`(select asked_policy.id as policy_id, asked_student.id as student_id from living_policies asked_policy
    left join living_students asked_student
      on asked_student.family_id = ${familyId} and asked_policy.kind in ('student', 'photo')
    where asked_policy.is_required = 1 and asked_policy.is_public = 1 and asked_policy.current_version_id is not null
      and (asked_policy.kind = 'family'
        or (asked_policy.kind in ('student', 'photo') and asked_student.id is not null))
      and not exists (select 1 from policy_answers given_answer
        where given_answer.id = ${lastAnswer(familyId, sql`asked_policy.id`, sql`asked_student.id`)}
          and given_answer.policy_version_id = asked_policy.current_version_id and given_answer.answer = 'accepted'))`;
}

/** Whether a family must accept something before anything else. */
export function arePoliciesDue(familyId: SQL): SQL {
  return sql`exists (select 1 from ${duePolicies(familyId)})`;
}
