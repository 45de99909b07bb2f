import { type SQL, sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
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
    names: select(calendarNames, sql``),
  });
  const meetings = calendarMeetings(found.meetings);
  const named = new Set(
    meetings.flatMap(({ instructors }) =>
      instructors.flatMap(({ staffId, substituteId }) => [staffId, substituteId]),
    ),
  );
  const { staff, ...names } = found.names[0]!;
  return { ...names, meetings, staff: staff.filter(({ id, isActive }) => isActive || named.has(id)) };
}

/** What meetings and filters are called, as one row: every statement has a cost of its own. */
const calendarNames = {
  programs: listed<Calendar["programs"]>(
    sql`'id', id, 'name', name, 'color', color`,
    sql`from living_programs`,
    sql`position, name`,
  ),
  levels: listed<Calendar["levels"]>(
    sql`'id', id, 'name', name, 'color', color`,
    sql`from living_levels`,
    sql`position, name`,
  ),
  locations: listed<Calendar["locations"]>(
    sql`'id', id, 'name', name, 'timeZone', time_zone`,
    sql`from living_locations`,
    sql`name`,
  ),
  rooms: listed<Calendar["rooms"]>(
    sql`'id', id, 'name', name, 'color', color, 'locationId', location_id, 'capacity', capacity`,
    sql`from living_rooms`,
    sql`position, name`,
  ),
  staff: listed<Calendar["staff"]>(
    sql`'id', id, 'name', first_name || ' ' || last_name, 'isActive', json(iif(is_active, 'true', 'false'))`,
    sql`from living_staff`,
    sql`sort_name, id`,
  ),
};

function listed<T>(pairs: SQL, from: SQL, order: SQL): SQL<T> {
  return json<T>(
    sql`(select json_group_array(json_object(${pairs})) from (select * ${from} order by ${order}))`,
  );
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
