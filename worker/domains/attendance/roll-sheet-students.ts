import { type SQL, sql } from "drizzle-orm";
import { flag, json, list, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { duePolicies } from "../../../tenant-schema/due-policies.ts";
import { students } from "../../../tenant-schema/families.ts";
import { type Context, may } from "../../kernel/context.ts";
import { classScope } from "../../kernel/scope.ts";
import { markAuthor, markFields, markIdOf } from "./mark-fields.ts";
import type { EmergencyPhone, EnrollmentKind, RollSheetStudent } from "./shapes.ts";

/**
 * The enrollments `e` of class `c` that are expected at a meeting. An enrollment that goes on covers the meeting's date
 * by rule, one for a single day the date on which it takes place; they differ when the meeting was moved.
 */
export function expectedAt(slotId: SQL, meetsOn: SQL): SQL {
  const onDate = sql`coalesce((select n.moved_on from meeting_exceptions n where n.slot_id = ${slotId}
    and n.meets_on = ${meetsOn} and n.deleted_at is null), ${meetsOn})`;
  const day = sql`case when e.kind = 'active' then ${meetsOn} else ${onDate} end`;
  // The first condition lets the index leave out those that were over before.
  return sql`coalesce(e.ends_on, '9999-12-31') >= min(${meetsOn}, ${onDate})
    and coalesce(e.ends_on, '9999-12-31') >= ${day} and e.starts_on <= ${day} and e.deleted_at is null
    and e.kind <> 'wait' and (e.slot_ids is null or instr(e.slot_ids, ${slotId}) > 0)`;
}

/** Who is expected, with everything the sheet shows of them; attendance counts from `since` up to today. */
export function rollSheetStudents(
  ctx: Context,
  meeting: { readonly slotId: string; readonly meetsOn: string },
  percentSpan: { readonly since: string; readonly until: string },
): Query<RollSheetStudentRow> {
  const { slotId, meetsOn } = meeting;
  return select(
    rollSheetFields(ctx, meeting, percentSpan),
    sql`from slots sl join classes c on c.id = sl.class_id
      cross join enrollments e on e.class_id = c.id and ${expectedAt(sql`${slotId}`, sql`${meetsOn}`)}
      cross join ${students} on ${students.id} = e.student_id and ${students.deletedAt} is null
      left join attendance a on a.id = ${markIdOf(sql`e.student_id`, sql`${slotId}`, sql`${meetsOn}`)} ${markAuthor}
      where sl.id = ${slotId} and c.deleted_at is null and ${classScope(ctx, "attendance", "view")}
      order by ${students.sortName}, ${students.id}`,
  );
}

export type RollSheetStudentRow = RowOf<ReturnType<typeof rollSheetFields>>;

function rollSheetFields(
  ctx: Context,
  { slotId, meetsOn }: { readonly slotId: string; readonly meetsOn: string },
  { since, until }: { readonly since: string; readonly until: string },
) {
  const s = students;
  return {
    studentId: sql<string>`e.student_id`,
    enrollmentId: sql<string>`e.id`,
    familyId: s.familyId,
    firstName: s.firstName,
    lastName: s.lastName,
    preferredName: s.preferredName,
    birthDate: s.birthDate,
    gender: s.gender,
    photoFileId: s.photoFileId,
    kind: sql<EnrollmentKind>`e.kind`,
    enrollmentNote: sql<string | null>`e.note`,
    endsOn: sql<string | null>`e.ends_on`,
    ...markFields,
    allergies: s.allergies,
    medications: s.medications,
    medicalNotes: s.medicalNotes,
    flagText: s.flagText,
    photoAllowed: s.photoAllowed,
    criticalNotes: json<
      string[]
    >(sql`(select json_group_array(n.body) from notes n where n.family_id = ${s.familyId}
      and (n.student_id is null or n.student_id = ${s.id}) and n.severity = 'critical' and n.deleted_at is null)`),
    barredPickups: json<
      string[]
    >(sql`(select json_group_array(p.name) from pickups p where p.family_id = ${s.familyId}
      and (p.student_id is null or p.student_id = ${s.id}) and p.kind = 'barred' and p.deleted_at is null
      and (p.valid_until is null or p.valid_until >= ${meetsOn}))`),
    policiesDue: json<string[]>(may(ctx, "families", "view") ? policiesDueOf() : sql`'[]'`),
    phones: phonesOf(),
    firstStartedOn: sql<
      string | null
    >`(select min(n.starts_on) from enrollments n where n.student_id = ${s.id}
      and n.kind = 'active' and n.deleted_at is null)`,
    counts: json<readonly [number | null, number]>(
      sql`(select json_array(sum(h.status <> 'absent'), count(*)) from slots hs
        cross join attendance h on h.id between ${markIdOf(sql`${s.id}`, sql`hs.id`, sql`max(e.starts_on, ${since})`)}
          and ${markIdOf(sql`${s.id}`, sql`hs.id`, sql`${until}`)}
        where hs.class_id = e.class_id and h.deleted_at is null and h.status <> 'none')`,
    ),
    tokenState: sql<
      RollSheetStudent["tokenState"]
    >`(select k.state from makeup_tokens k where k.student_id = ${s.id}
      and k.deleted_at is null and k.state <> 'revoked'
      and (k.enrollment_id = e.id or (k.slot_id = ${slotId} and k.meets_on = ${meetsOn})) limit 1)`,
  };
}

/** What the family page tells of policies, to those who may open it: the family's own, and this student's. */
function policiesDueOf(): SQL {
  return sql`(select json_group_array(p.title) from (select t.title from ${duePolicies(sql`${students.familyId}`)} d
    cross join policies t on t.id = d.policy_id
    where d.student_id is null or d.student_id = ${students.id} order by t.position, t.id) p)`;
}

/** Guardians first, then emergency contacts; in the order of the family page. */
function phonesOf(): SQL<EmergencyPhone[]> {
  const family = sql`${students.familyId}`;
  return list(
    {
      name: sql<string>`q.name`,
      relationship: sql<string | null>`q.relationship`,
      phone: sql<string>`q.phone`,
      isGuardian: flag(sql`q.is_guardian`),
    },
    sql`from (select g.first_name || ' ' || g.last_name as name, i.label as relationship, coalesce(p.e164, p.number) as phone,
        1 as is_guardian, g.is_primary * 2 + p.is_primary as weight, g.position as position
      from guardians g join phones p on p.family_id = g.family_id and p.guardian_id = g.id and p.deleted_at is null
      left join list_items i on i.id = g.relationship_id
      where g.family_id = ${family} and g.deleted_at is null
      union all
      select k.name, k.relationship, coalesce(k.phone_e164, k.phone), 0, -1, k.position from emergency_contacts k
      where k.family_id = ${family} and (k.student_id is null or k.student_id = ${students.id})
        and k.deleted_at is null and k.phone is not null) q
      order by q.weight desc, q.position`,
  );
}
