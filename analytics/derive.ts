import type { Statement } from "./database.ts";

const staleFamilies = "SELECT id FROM stale WHERE account_id = ?1 AND kind = 'family'";
const staleStudents = "SELECT id FROM stale WHERE account_id = ?1 AND kind = 'student'";

const first = (kind: string) => `(SELECT c.shown FROM contacts c
  WHERE c.account_id = families.account_id AND c.family_id = families.id AND c.kind = '${kind}' ORDER BY c.rank, c.id LIMIT 1)`;

/** All of them, so that whoever was searched for is seen beside the first. */
const GUARDIANS = `(SELECT group_concat(shown, ', ') FROM (SELECT c.shown FROM contacts c
  WHERE c.account_id = families.account_id AND c.family_id = families.id AND c.kind = 'guardian' ORDER BY c.rank, c.id))`;

/** What a search shows of a family and finds it by. */
const FAMILIES = `UPDATE families SET
  guardians = ${GUARDIANS}, email = ${first("email")}, phone = ${first("phone")},
  words = (SELECT json_group_array(word) FROM (SELECT DISTINCT w.value AS word FROM contacts c JOIN json_each(c.words) w
    WHERE c.account_id = families.account_id AND c.family_id = families.id ORDER BY 1)),
  students = (SELECT json_group_array(name) FROM (SELECT s.first_name AS name FROM students s
    WHERE s.account_id = families.account_id AND s.family_id = families.id ORDER BY s.first_name, s.id)),
  active = (SELECT json_group_array(json_array(starts_on, ends_on)) FROM (SELECT e.starts_on, e.ends_on
    FROM students s CROSS JOIN enrollments e ON e.account_id = s.account_id AND e.student_id = s.id
    WHERE s.account_id = families.account_id AND s.family_id = families.id AND e.kind = 'active'
    ORDER BY e.starts_on, e.ends_on))
  WHERE account_id = ?1 AND id IN (${staleFamilies})`;

/**
 * From the month at whose end a student first is active to the first at whose end not; stays that touch are one, so that
 * who changes class within a month has not left.
 */
const STAYS = `INSERT INTO student_stays (account_id, student_id, gained_month, lost_month)
  WITH months AS (
    SELECT student_id, substr(starts_on, 1, 7) AS gained, coalesce(substr(date(ends_on, '+1 day'), 1, 7), '9999-99') AS lost
    FROM enrollments WHERE account_id = ?1 AND kind = 'active' AND student_id IN (${staleStudents})),
  begun AS (SELECT student_id, gained, max(lost) AS lost FROM months WHERE lost > gained GROUP BY student_id, gained),
  marked AS (SELECT *, coalesce(max(lost) OVER (PARTITION BY student_id ORDER BY gained
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '') < gained AS is_new FROM begun),
  stays AS (SELECT *, sum(is_new) OVER (PARTITION BY student_id ORDER BY gained) AS stay FROM marked)
  SELECT ?1, student_id, min(gained), max(lost) FROM stays GROUP BY student_id, stay`;

/** Derives anew what rests on the facts that a page has touched, and nothing else. */
export function deriveAgain(accountId: string): Statement[] {
  const params = [accountId];
  return [
    { sql: FAMILIES, params },
    { sql: `DELETE FROM student_stays WHERE account_id = ?1 AND student_id IN (${staleStudents})`, params },
    { sql: STAYS, params },
    { sql: "DELETE FROM stale WHERE account_id = ?1", params },
  ];
}
