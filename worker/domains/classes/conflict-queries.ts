import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { classScope } from "../../kernel/scope.ts";
import type { OtherSlot, Span, Surroundings } from "./conflicts.ts";

/** How far ahead clashes are looked for. */
export const CONFLICT_WEEKS = 8;

/** What slots are asked about: on which weekdays, with whom, where; as SQL, so that a class page asks in its one trip. */
export interface Asked {
  /** A select of weekdays. */
  readonly weekdays: SQL;
  /** A select of staff ids. */
  readonly staffIds: SQL;
  /** A select of room ids. */
  readonly roomIds: SQL;
  /** The class that is not its own rival. */
  readonly classId: string;
}

/** The slots of a class as they are now and will be. */
export function askedOfClass(classId: string, from: string): Asked {
  const own = sql`from slot_versions m where m.class_id = ${classId} and m.deleted_at is null
    and (m.ends_on is null or m.ends_on >= ${from})`;
  return {
    classId,
    weekdays: sql`select m.weekday ${own}
      union select m.weekday % 7 + 1 ${own} and m.start_minute + m.duration_minutes > 1440`,
    staffIds: sql`select i.value from (select m.instructor_ids ${own}) o, json_each(o.instructor_ids) i`,
    roomIds: sql`select m.room_id ${own} and m.room_id is not null`,
  };
}

/** The slots of a class that lie within some days and share a room or an instructor with those asked about. */
export function surroundingQueries(ctx: Context, asked: Asked, from: string, to: string) {
  return {
    others: othersQuery(ctx, asked, from, to),
    absences: select(
      {
        staffId: sql<string>`a.staff_id`,
        startsOn: sql<string>`a.starts_on`,
        endsOn: sql<string>`a.ends_on`,
      },
      sql`from (${asked.staffIds}) s cross join staff_absences a on a.staff_id = s.value and a.deleted_at is null
        and a.ends_on >= ${from} and a.starts_on <= ${to}`,
    ),
    rooms: select(
      { id: sql<string>`r.id`, name: sql<string>`r.name`, capacity: sql<number | null>`r.capacity` },
      sql`from rooms r where r.id in (${asked.roomIds})`,
    ),
    staff: select(
      { id: sql<string>`p.id`, name: sql<string>`p.first_name || ' ' || p.last_name` },
      sql`from staff p where p.id in (${asked.staffIds})`,
    ),
  } satisfies { [K in keyof Surroundings]: Query<unknown> };
}

function othersQuery(ctx: Context, asked: Asked, from: string, to: string): Query<OtherSlot> {
  const shares = sql`(v.room_id in (${asked.roomIds})
    or exists (select 1 from json_each(v.instructor_ids) i where i.value in (${asked.staffIds})))`;
  return select(
    {
      classId: sql<string>`c.id`,
      className: sql<string | null>`case when ${classScope(ctx, "classes", "view")} then c.name end`,
      startsOn: sql<string>`max(v.starts_on, c.starts_on)`,
      endsOn: sql<
        string | null
      >`nullif(min(coalesce(v.ends_on, '9999-12-31'), coalesce(c.ends_on, '9999-12-31')), '9999-12-31')`,
      weekday: sql<number>`v.weekday`,
      startMinute: sql<number>`v.start_minute`,
      durationMinutes: sql<number>`v.duration_minutes`,
      roomId: sql<string | null>`v.room_id`,
      capacity: sql<number | null>`v.capacity`,
      instructorIds: json<string[]>(sql`v.instructor_ids`),
      sessions: sessionSpans(sql`c.id`),
    },
    sql`from slot_versions v join classes c on c.id = v.class_id and c.deleted_at is null and c.is_archived = 0
      where v.weekday in (${asked.weekdays}) and v.deleted_at is null and v.class_id <> ${asked.classId}
        and v.starts_on <= ${to} and (v.ends_on is null or v.ends_on >= ${from})
        and c.starts_on <= ${to} and (c.ends_on is null or c.ends_on >= ${from}) and ${shares}`,
  );
}

/** The sessions of a class, as JSON. */
export function sessionSpans(classId: SQL): SQL<Span[]> {
  return json<Span[]>(sql`(select json_group_array(json_object('startsOn', s.starts_on, 'endsOn', s.ends_on))
    from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = ${classId} and k.deleted_at is null)`);
}
