import { is, SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

import { liveWait } from "../../../tenant-schema/places-kept.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { EnrollmentKind } from "./schemas.ts";

export interface WantedStudent {
  readonly id: string;
  readonly name: string;
  readonly familyId: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly schoolGrade: string | null;
}

/** An enrollment in the class asked for that is not over. */
export interface Existing {
  readonly id: string;
  readonly studentId: string;
  readonly kind: EnrollmentKind;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** The students (ids, or SQL that yields them as a JSON array) and what they have in the class already. */
export function studentQueries(studentIds: readonly string[] | SQL, classId: string, nowMs: number) {
  const ids = is(studentIds, SQL) ? studentIds : sql`${JSON.stringify(studentIds)}`;
  const students: Query<WantedStudent> = select(
    {
      id: sql<string>`s.id`,
      name: sql<string>`s.first_name || ' ' || s.last_name`,
      familyId: sql<string>`s.family_id`,
      birthDate: sql<string | null>`s.birth_date`,
      gender: sql<string | null>`s.gender`,
      schoolGrade: sql<string | null>`s.school_grade`,
    },
    sql`from json_each(${ids}) j cross join students s on s.id = j.value and s.deleted_at is null order by j.key`,
  );
  // The plus keeps the engine from reading everybody who ever was in the class: a student is in few.
  const existing: Query<Existing> = select(
    {
      id: sql<string>`e.id`,
      studentId: sql<string>`e.student_id`,
      kind: sql<EnrollmentKind>`e.kind`,
      startsOn: sql<string>`e.starts_on`,
      endsOn: sql<string | null>`e.ends_on`,
    },
    sql`from json_each(${ids}) j cross join enrollments e on e.student_id = j.value and +e.class_id = ${classId}
      and e.deleted_at is null and (e.kind <> 'wait' or ${liveWait(sql`e`, nowMs)})`,
  );
  return { students, existing };
}

/** In the order asked for, each once. @throws NotFound when one of them is gone */
export function expectStudents(
  studentIds: readonly string[],
  found: readonly WantedStudent[],
): WantedStudent[] {
  const byId = new Map(found.map((student) => [student.id, student]));
  return [...new Set(studentIds)].map((id) => {
    const student = byId.get(id);
    if (!student) throw new NotFound("student");
    return student;
  });
}

/** Those that cannot stand beside an enrollment of this kind from one day to another. */
export function rivalsOf(
  existing: readonly Existing[],
  wanted: { readonly kind: EnrollmentKind; readonly startsOn: string; readonly endsOn: string | null },
): Existing[] {
  return existing.filter((one) => {
    if (one.startsOn > (wanted.endsOn ?? "9999") || (one.endsOn ?? "9999") < wanted.startsOn) return false;
    const kinds = [one.kind, wanted.kind];
    return !kinds.includes("wait") || kinds.includes("active") || one.kind === wanted.kind;
  });
}

/** Whether students and class are still there when the batch runs. */
export function stillThere(
  studentIds: readonly string[],
  classId: string,
  slotIds: readonly string[] | null,
) {
  return sql`not exists (select 1 from json_each(${JSON.stringify(studentIds)}) j
      where not exists (select 1 from students s where s.id = j.value and s.deleted_at is null))
    and exists (select 1 from classes c where c.id = ${classId} and c.deleted_at is null and c.is_archived = 0)
    and not exists (select 1 from json_each(${JSON.stringify(slotIds ?? [])}) j
      where not exists (select 1 from slots s where s.id = j.value and s.class_id = ${classId} and s.deleted_at is null))`;
}

/** What stands in the way of a student because of those, each reason once however many there are. */
export function rivalCodes(rivals: readonly Existing[]): ("waits_already" | "already_enrolled")[] {
  return [...new Set(rivals.map(({ kind }) => (kind === "wait" ? "waits_already" : "already_enrolled")))];
}
