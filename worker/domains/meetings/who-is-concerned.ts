import { type SQL, sql } from "drizzle-orm";
import { meetings } from "../../../tenant-schema/meetings.ts";

/** Who takes part in some meetings, as a subselect: slot_id, meets_on, student_id, family_id. */
export function takingPart(names: string): SQL {
  return sql`(select t.id as slot_id, j.value ->> 1 as meets_on, e.student_id, s.family_id
    from json_each(${names}) j cross join slots t on t.id = j.value ->> 0
    cross join enrollments e on e.class_id = t.class_id and coalesce(e.ends_on, '9999-12-31') >= j.value ->> 1
      and e.starts_on <= j.value ->> 1 and e.deleted_at is null and e.kind <> 'wait'
      and (e.slot_ids is null or instr(e.slot_ids, t.id) > 0)
    join students s on s.id = e.student_id and s.deleted_at is null)`;
}

/** Who teaches some meetings, those who stand in instead of those who are away: slot_id, meets_on, staff_id. */
export function teaching(names: string): SQL {
  return sql`(select m.slot_id, m.meets_on, case when b.id is null then i.value else b.substitute_id end as staff_id
    from ${meetings({ named: names })} m cross join json_each(m.instructor_ids) i
    left join meeting_substitutes b on b.slot_id = m.slot_id and b.meets_on = m.meets_on and b.staff_id = i.value
      and b.deleted_at is null)`;
}
