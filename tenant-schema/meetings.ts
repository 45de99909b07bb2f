import { type SQL, sql } from "drizzle-orm";

/** Which meetings are asked for: those of some days, or some by name. */
export type MeetingSpan = {
  /** More conditions over `v` (slot_versions), `c` (classes) and `x` (meeting_exceptions). */
  readonly where?: SQL;
} & (
  | {
      /** The days on which they take place, both inclusive. */
      readonly from: string | SQL;
      readonly to: string | SQL;
      /** The days by rule instead: for what counts wherever a meeting was moved, such as tuition. */
      readonly byRule?: true;
    }
  | {
      /** Slots and the dates by rule, wherever the meetings were moved: `[[slotId, meetsOn], …]` as JSON. */
      readonly named: string | SQL;
    }
);

/**
 * The meetings of a span of days as a subselect, to be put behind FROM. They follow from the slot's version of that
 * day, the class's dates and sessions; closures and exceptions say what differs. Nothing of it is stored, so nothing
 * can drift. Columns: slot_id, class_id, meets_on (by rule; with slot_id it names the meeting), on_date (where it takes
 * place), start_minute, duration_minutes, room_id, capacity, instructor_ids (JSON), location_id, exception_id,
 * exception_version, is_cancelled, reason, closure (the name of what closes the day, or NULL), is_moved, what the slot
 * says by rule (rule_start_minute, rule_duration_minutes, rule_room_id), class_name, program_id, level_id.
 */
export function meetings(span: MeetingSpan): SQL {
  const { days, fits, slots } = "named" in span ? byName(span.named) : byDays(span);
  return sql`(
    with recursive ${days},
    closed as materialized (select name, starts_on, ends_on, location_id, program_id, class_id from closures
      where deleted_at is null and ends_on >= (select min(day) from days) and starts_on <= (select max(day) from days)
        and effect in ('closure', 'both'))
    select v.slot_id, v.class_id, d.day as meets_on, coalesce(x.moved_on, d.day) as on_date,
      coalesce(x.start_minute, v.start_minute) as start_minute,
      coalesce(x.duration_minutes, v.duration_minutes) as duration_minutes,
      coalesce(x.room_id, v.room_id) as room_id, coalesce(v.capacity, c.capacity) as capacity, v.instructor_ids,
      c.location_id, x.id as exception_id, x.version as exception_version,
      coalesce(x.is_cancelled, 0) as is_cancelled, x.reason, ${closure} as closure,
      x.id is not null and coalesce(x.moved_on, x.start_minute, x.duration_minutes, x.room_id) is not null as is_moved,
      v.start_minute as rule_start_minute, v.duration_minutes as rule_duration_minutes, v.room_id as rule_room_id,
      c.name as class_name, c.program_id, c.level_id
    from classes c join slot_versions v on v.class_id = c.id and v.deleted_at is null ${slots}
    join days d on d.weekday = v.weekday
    left join meeting_exceptions x on x.slot_id = v.slot_id and x.meets_on = d.day and x.deleted_at is null
    where c.deleted_at is null and coalesce(c.ends_on, '9999-12-31') >= (select min(day) from days)
      and v.starts_on <= d.day and (v.ends_on is null or v.ends_on >= d.day)
      and c.starts_on <= d.day and (c.ends_on is null or c.ends_on >= d.day)
      and ${fits} and ${inSession} and ${span.where ?? sql`true`})`;
}

type Days = Extract<MeetingSpan, { readonly from: unknown }>;

interface Looked {
  /** The CTE `days`: each date that is looked at, once, and its weekday. */
  readonly days: SQL;
  readonly fits: SQL;
  readonly slots: SQL;
}

/** The days of the span, and the single dates from which a meeting was moved into it. */
function byDays({ from, to, byRule }: Days): Looked {
  const movedIn = sql`union all select distinct meets_on, ${isoWeekday(sql`meets_on`)} from meeting_exceptions
        where moved_on between ${from} and ${to} and meets_on not between ${from} and ${to} and deleted_at is null`;
  const days = sql`
    span (day) as (select ${from} union all select date(day, '+1 day') from span where day < ${to}),
    days (day, weekday) as materialized (select day, ${isoWeekday(sql`day`)} from span ${byRule ? sql`` : movedIn})`;
  const fits = byRule ? sql`true` : sql`coalesce(x.moved_on, d.day) between ${from} and ${to}`;
  return { days, fits, slots: sql`` };
}

/** Each of the dates by itself. */
function byName(named: string | SQL): Looked {
  const days = sql`
    asked (slot_id, day) as materialized (select distinct value ->> 0, value ->> 1 from json_each(${named})),
    days (day, weekday) as materialized (select distinct day, ${isoWeekday(sql`day`)} from asked)`;
  return {
    days,
    fits: sql`(v.slot_id, d.day) in (select slot_id, day from asked)`,
    slots: sql`and v.slot_id in (select slot_id from asked)`,
  };
}

/** Whether anybody's attendance was taken at a meeting; an absence that was reported beforehand is none. */
export function isMarked(slotId: SQL, meetsOn: SQL, classId: SQL): SQL {
  return sql`(exists (select 1 from meeting_tallies t where t.slot_id = ${slotId} and t.meets_on = ${meetsOn}
      and t.present + t.absent + t.tardy > 0)
    and exists (select 1 from enrollments e join attendance a on a.id = 'att:' || e.student_id || ':' || ${slotId} || ':' || ${meetsOn}
      where e.class_id = ${classId} and e.deleted_at is null and coalesce(e.ends_on, '9999-12-31') >= ${meetsOn}
        and a.deleted_at is null and a.status <> 'none' and a.is_reported = 0))`;
}

/** 1 is Monday. SQLite's own %u is too young for both engines. */
export function isoWeekday(day: SQL): SQL<number> {
  return sql`((strftime('%w', ${day}) + 6) % 7 + 1)`;
}

/** A class that has sessions meets only within them. */
const inSession = sql`coalesce((select max(s.starts_on <= d.day and (s.ends_on is null or s.ends_on >= d.day))
    from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = c.id and k.deleted_at is null), 1)`;

/** A meeting that was moved, also onto a closed day, was moved there on purpose; only the rule's own day closes it. */
const closure = sql`case when x.moved_on is null then (select min(k.name) from closed k
    where k.ends_on >= d.day and k.starts_on <= d.day
      and (k.location_id is null or k.location_id = c.location_id)
      and (k.program_id is null or k.program_id = c.program_id)
      and (k.class_id is null or k.class_id = c.id)) end`;
