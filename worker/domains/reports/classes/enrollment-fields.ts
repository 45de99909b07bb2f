import { type SQL, sql } from "drizzle-orm";
import { json } from "../../../../control-plane/query.ts";

/** What lists of enrollments are read from; `e` must be the enrollment. */
export const enrollmentJoins = sql`cross join classes c on c.id = e.class_id
  cross join students s on s.id = e.student_id cross join families f on f.id = s.family_id
  cross join locations o on o.id = c.location_id left join family_list fl on fl.family_id = f.id
  left join programs p on p.id = c.program_id left join levels l on l.id = c.level_id`;

export interface SlotTime {
  readonly weekday: number;
  readonly minute: number;
}

/** Columns that both lists have; times and instructors are those of `day`. */
export function enrollmentFields(day: SQL) {
  return {
    id: sql<string>`e.id`,
    student: sql<string>`s.first_name || ' ' || s.last_name`,
    birthDate: sql<string | null>`s.birth_date`,
    family: sql<string>`f.name`,
    phone: sql<string | null>`fl.phone`,
    email: sql<string | null>`fl.email`,
    className: sql<string>`c.name`,
    program: sql<string | null>`p.name`,
    level: sql<string | null>`l.name`,
    location: sql<string>`o.name`,
    startsOn: sql<string>`e.starts_on`,
    endsOn: sql<string | null>`e.ends_on`,
    instructors: instructorNames(day),
    times: json<SlotTime[]>(sql`(select coalesce(json_group_array(json_object('weekday', v.weekday,
      'minute', v.start_minute)), '[]') from (select * from slot_versions v where ${takenOn(day)}
      order by v.weekday, v.start_minute) v)`),
  };
}

/** Who teaches the student's slots on a day, by name. */
export function instructorNames(day: SQL): SQL<string> {
  return sql<string>`coalesce((select group_concat(name, ', ') from (
    select distinct t.first_name || ' ' || t.last_name as name from slot_versions v
      join json_each(v.instructor_ids) i join staff t on t.id = i.value where ${takenOn(day)} order by 1)), '')`;
}

function takenOn(day: SQL): SQL {
  return sql`v.class_id = e.class_id and v.deleted_at is null and v.starts_on <= ${day}
    and (v.ends_on is null or v.ends_on >= ${day}) and (e.slot_ids is null or instr(e.slot_ids, v.slot_id) > 0)`;
}

/** Who did something to the enrollment, from the audit log: the last change of which `which` holds. */
export function doneBy(which: SQL): SQL<string | null> {
  return sql<
    string | null
  >`(select ch.actor_name || case ch.via when 'office' then '' else ' (' || ch.via || ')' end
    from change_rows r join changes ch on ch.id = r.change_id
    where r.subject_id = e.student_id and r.entity_id = e.id and ${which} order by r.change_id desc limit 1)`;
}
