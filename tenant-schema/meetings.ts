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
  // The date of the slot's weekday within a week that may begin on any weekday.
  const day = sql`date(w.start, '+' || ((v.weekday - w.weekday + 7) % 7) || ' days')`;
  const { weeks, fits, slots } = "named" in span ? byName(span.named, day) : byDays(span, day);
  return sql`(
    with recursive ${weeks},
    closed as materialized (select name, starts_on, ends_on, location_id, program_id, class_id from closures
      where deleted_at is null and ends_on >= (select min(start) from weeks) and starts_on <= (select max(until) from weeks)
        and effect in ('closure', 'both'))
    select v.slot_id, v.class_id, ${day} as meets_on, coalesce(x.moved_on, ${day}) as on_date,
      coalesce(x.start_minute, v.start_minute) as start_minute,
      coalesce(x.duration_minutes, v.duration_minutes) as duration_minutes,
      coalesce(x.room_id, v.room_id) as room_id, coalesce(v.capacity, c.capacity) as capacity, v.instructor_ids,
      c.location_id, x.id as exception_id, x.version as exception_version,
      coalesce(x.is_cancelled, 0) as is_cancelled, x.reason, ${closureOn(day)} as closure,
      x.id is not null and coalesce(x.moved_on, x.start_minute, x.duration_minutes, x.room_id) is not null as is_moved,
      v.start_minute as rule_start_minute, v.duration_minutes as rule_duration_minutes, v.room_id as rule_room_id,
      c.name as class_name, c.program_id, c.level_id
    from classes c join slot_versions v on v.class_id = c.id and v.deleted_at is null ${slots}
    cross join weeks w
    left join meeting_exceptions x on x.slot_id = v.slot_id and x.meets_on = ${day} and x.deleted_at is null
    where c.deleted_at is null and coalesce(c.ends_on, '9999-12-31') >= (select min(start) from weeks) and ${day} <= w.until
      and v.starts_on <= ${day} and (v.ends_on is null or v.ends_on >= ${day})
      and c.starts_on <= ${day} and (c.ends_on is null or c.ends_on >= ${day})
      and ${fits} and ${inSession(day)} and ${span.where ?? sql`true`})`;
}

type Days = Extract<MeetingSpan, { readonly from: unknown }>;

interface Looked {
  /** The CTE `weeks`: from when, until when, and the weekday of its start. */
  readonly weeks: SQL;
  readonly fits: SQL;
  readonly slots: SQL;
}

/** The weeks of the span, and the single dates from which a meeting was moved into it. */
function byDays({ from, to, byRule }: Days, day: SQL): Looked {
  const movedIn = sql`union select meets_on, meets_on, ${isoWeekday(sql`meets_on`)} from meeting_exceptions
        where moved_on between ${from} and ${to} and meets_on not between ${from} and ${to} and deleted_at is null`;
  const weeks = sql`
    span (start) as (select ${from} union all select date(start, '+7 days') from span where date(start, '+7 days') <= ${to}),
    weeks (start, until, weekday) as materialized (
      select start, min(date(start, '+6 days'), ${to}), ${isoWeekday(sql`start`)} from span ${byRule ? sql`` : movedIn})`;
  const fits = byRule ? sql`true` : sql`coalesce(x.moved_on, ${day}) between ${from} and ${to}`;
  return { weeks, fits, slots: sql`` };
}

/** Each of the dates by itself. */
function byName(named: string | SQL, day: SQL): Looked {
  const weeks = sql`
    asked (slot_id, day) as materialized (select distinct value ->> 0, value ->> 1 from json_each(${named})),
    weeks (start, until, weekday) as materialized (select distinct day, day, ${isoWeekday(sql`day`)} from asked)`;
  return {
    weeks,
    fits: sql`(v.slot_id, ${day}) in (select slot_id, day from asked)`,
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
function inSession(day: SQL): SQL {
  return sql`coalesce((select max(s.starts_on <= ${day} and (s.ends_on is null or s.ends_on >= ${day}))
    from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = c.id and k.deleted_at is null), 1)`;
}

/** A meeting that was moved, also onto a closed day, was moved there on purpose; only the rule's own day closes it. */
function closureOn(day: SQL): SQL<string | null> {
  return sql`case when x.moved_on is null then (select min(k.name) from closed k
    where k.ends_on >= ${day} and k.starts_on <= ${day}
      and (k.location_id is null or k.location_id = c.location_id)
      and (k.program_id is null or k.program_id = c.program_id)
      and (k.class_id is null or k.class_id = c.id)) end`;
}
