import { type SQL, sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { calendarMeetings, concerns, meetingQuery } from "./meeting-query.ts";
import type { CalendarFilter } from "./schemas.ts";
import type { Calendar } from "./shapes.ts";

/** The meetings of some days with places, students and who teaches, and the names they speak of, in one round trip. */
export async function getCalendar(ctx: Context, filter: CalendarFilter): Promise<Calendar> {
  requireRight(ctx, "classes", "view");
  const { from, to, instructor } = filter;
  const only = instructor ? concerns(instructor) : undefined;
  const found = await read(ctx, {
    meetings: meetingQuery({ from, to, where: narrowed(ctx, filter) }, ctx.nowMs, only),
    programs: select(
      { id: sql<string>`id`, name: sql<string>`name`, color: sql<string | null>`color` },
      sql`from living_programs order by position, name`,
    ),
    levels: select(
      { id: sql<string>`id`, name: sql<string>`name`, color: sql<string | null>`color` },
      sql`from living_levels order by position, name`,
    ),
    locations: select(
      { id: sql<string>`id`, name: sql<string>`name`, timeZone: sql<string>`time_zone` },
      sql`from living_locations order by name`,
    ),
    rooms: select(
      {
        id: sql<string>`id`,
        name: sql<string>`name`,
        color: sql<string | null>`color`,
        locationId: sql<string>`location_id`,
        capacity: sql<number | null>`capacity`,
      },
      sql`from living_rooms order by position, name`,
    ),
    staff: select(
      {
        id: sql<string>`id`,
        name: sql<string>`first_name || ' ' || last_name`,
        isActive: flag(sql`is_active`),
      },
      sql`from living_staff order by sort_name, id`,
    ),
  });
  const meetings = calendarMeetings(found.meetings);
  const named = new Set(
    meetings.flatMap(({ instructors }) =>
      instructors.flatMap(({ staffId, substituteId }) => [staffId, substituteId]),
    ),
  );
  const staff = found.staff.filter(({ id, isActive }) => isActive || named.has(id));
  return { ...found, meetings, staff };
}

function narrowed(ctx: Context, filter: CalendarFilter): SQL {
  const { program, level, location, room } = filter;
  const conditions = [classScope(ctx, "classes", "view"), sql`c.is_archived = 0`];
  if (program) conditions.push(sql`c.program_id = ${program}`);
  if (level) conditions.push(sql`c.level_id = ${level}`);
  if (location) conditions.push(sql`c.location_id = ${location}`);
  if (filter.class) conditions.push(sql`c.id = ${filter.class}`);
  if (room) conditions.push(sql`coalesce(x.room_id, v.room_id) = ${room}`);
  return sql.join(conditions, sql` and `);
}
