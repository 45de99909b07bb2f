import { type SQL, sql } from "drizzle-orm";

/** Which meetings are asked for. */
export interface MeetingSpan {
  /** The days on which they take place, both inclusive. */
  readonly from: string | SQL;
  readonly to: string | SQL;
  /** More conditions over `v` (slot_versions), `c` (classes) and `x` (meeting_exceptions). */
  readonly where?: SQL;
}

/**
 * The meetings of a span of days as a subselect, to be put behind FROM. They follow from the slot's version of that
 * day, the class's dates and sessions; closures and exceptions say what differs. Nothing of it is stored, so nothing
 * can drift. Columns: slot_id, class_id, meets_on (by rule; with slot_id it names the meeting), on_date (where it takes
 * place), start_minute, duration_minutes, room_id, capacity, instructor_ids (JSON), location_id, exception_id,
 * is_cancelled, reason, closure (the name of what closes the day, or NULL), is_moved.
 */
export function meetings({ from, to, where = sql`true` }: MeetingSpan): SQL {
  return sql`(
    with recursive
    days (day) as (select ${from} union all select date(day, '+1 day') from days where day < ${to}),
    dates (day) as (select day from days union select meets_on from meeting_exceptions
      where moved_on between ${from} and ${to} and deleted_at is null)
    select v.slot_id, v.class_id, d.day as meets_on, coalesce(x.moved_on, d.day) as on_date,
      coalesce(x.start_minute, v.start_minute) as start_minute,
      coalesce(x.duration_minutes, v.duration_minutes) as duration_minutes,
      coalesce(x.room_id, v.room_id) as room_id, coalesce(v.capacity, c.capacity) as capacity, v.instructor_ids,
      c.location_id, x.id as exception_id, coalesce(x.is_cancelled, 0) as is_cancelled, x.reason,
      ${closureOn(sql`coalesce(x.moved_on, d.day)`)} as closure,
      x.id is not null and (x.moved_on is not null or x.start_minute is not null or x.room_id is not null) as is_moved
    from dates d cross join slot_versions v
      on v.weekday = ${isoWeekday(sql`d.day`)} and v.deleted_at is null
      and v.starts_on <= d.day and (v.ends_on is null or v.ends_on >= d.day)
    join classes c on c.id = v.class_id and c.deleted_at is null
      and c.starts_on <= d.day and (c.ends_on is null or c.ends_on >= d.day)
    left join meeting_exceptions x on x.slot_id = v.slot_id and x.meets_on = d.day and x.deleted_at is null
    where coalesce(x.moved_on, d.day) between ${from} and ${to} and ${inSession(sql`d.day`)} and ${where})`;
}

/** 1 is Monday. SQLite's own %u is too young for both engines. */
export function isoWeekday(day: SQL): SQL<number> {
  return sql`((strftime('%w', ${day}) + 6) % 7 + 1)`;
}

/** A class that has sessions meets only within them. */
function inSession(day: SQL): SQL {
  const sessions = sql`from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = c.id and k.deleted_at is null`;
  return sql`(not exists (select 1 ${sessions}) or exists (select 1 ${sessions}
    and s.starts_on <= ${day} and (s.ends_on is null or s.ends_on >= ${day})))`;
}

/** A meeting that was moved onto a closed day was moved there on purpose; only the rule's own day closes it. */
function closureOn(day: SQL): SQL<string | null> {
  return sql`case when x.moved_on is null then (select k.name from closures k
    where k.deleted_at is null and k.ends_on >= ${day} and k.starts_on <= ${day} and k.effect in ('closure', 'both')
      and (k.location_id is null or k.location_id = c.location_id)
      and (k.program_id is null or k.program_id = c.program_id)
      and (k.class_id is null or k.class_id = c.id)
    order by k.ends_on limit 1) end`;
}
