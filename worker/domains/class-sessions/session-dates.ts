import { type SQL, sql } from "drizzle-orm";

/**
 * The enrollments that end because their session does, not because somebody dropped them. Found through the classes of
 * the session, whose enrollments are one range each.
 */
export function endingWith(sessionId: SQL, endsOn: SQL): SQL {
  return sql`from session_links k join enrollments e on e.class_id = k.class_id
      and coalesce(e.ends_on, '9999-12-31') = ${endsOn} and e.deleted_at is null
    where k.session_id = ${sessionId} and k.deleted_at is null and e.session_id = k.session_id and e.kind = 'active'
      and e.dropped_at is null`;
}

/**
 * The sessions that share a class and a day with one: a class is never in two sessions at once. Goes behind FROM; the
 * other session is `o`.
 */
export function overlapping(sessionId: string, startsOn: string, endsOn: string | null): SQL {
  return sql`from session_links k
    join session_links l on l.class_id = k.class_id and l.session_id <> k.session_id and l.deleted_at is null
    join class_sessions o on o.id = l.session_id and o.deleted_at is null
    join classes c on c.id = k.class_id and c.deleted_at is null
    where k.session_id = ${sessionId} and k.deleted_at is null
      and o.starts_on <= ${endsOn ?? "9999-12-31"} and coalesce(o.ends_on, '9999-12-31') >= ${startsOn}`;
}
