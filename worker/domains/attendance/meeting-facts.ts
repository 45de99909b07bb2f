import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import type { Context } from "../../kernel/context.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import type { MeetingFacts, MeetingTeacher } from "./shapes.ts";

/** What every answer says of a meeting `m`; behind it `meetingNames`. */
export const meetingFields = {
  slotId: sql<string>`m.slot_id`,
  meetsOn: sql<string>`m.meets_on`,
  onDate: sql<string>`m.on_date`,
  classId: sql<string>`m.class_id`,
  className: sql<string>`m.class_name`,
  locationId: sql<string>`m.location_id`,
  locationName: sql<string>`l.name`,
  timeZone: sql<string>`l.time_zone`,
  roomName: sql<string | null>`r.name`,
  startMinute: sql<number>`m.start_minute`,
  durationMinutes: sql<number>`m.duration_minutes`,
  isMoved: flag(sql`m.is_moved`),
  isCancelled: flag(sql`m.is_cancelled`),
  cancelReason: sql<string | null>`case when m.is_cancelled then m.reason end`,
  closure: sql<string | null>`m.closure`,
  teachers: json<readonly MeetingTeacher[]>(teachersOf()),
};

export const meetingNames = sql`join locations l on l.id = m.location_id left join rooms r on r.id = m.room_id`;

/** Who teaches on that day: those the slot names, less who is away, and who stands in for them. */
function teachersOf(): SQL {
  return sql`(select json_group_array(json_object('staffId', t.id, 'name', t.first_name || ' ' || t.last_name,
      'substituteFor', case when t.id <> i.value then (select a.first_name || ' ' || a.last_name from staff a where a.id = i.value) end))
    from json_each(m.instructor_ids) i
    left join meeting_substitutes b on b.slot_id = m.slot_id and b.meets_on = m.meets_on and b.staff_id = i.value
      and b.deleted_at is null
    join staff t on t.id = case when b.id is null then i.value else b.substitute_id end)`;
}

/** Meetings within reach by their names; those that do not meet on their date by rule are missing. */
export function meetingsQuery(
  ctx: Context,
  names: readonly { readonly slotId: string; readonly meetsOn: string }[],
  level: Level,
): Query<MeetingFacts> {
  const named = JSON.stringify(names.map(({ slotId, meetsOn }) => [slotId, meetsOn]));
  const where = classScope(ctx, "attendance", level);
  return select(meetingFields, sql`from ${meetings({ named, where })} m ${meetingNames}`);
}
