import { type SQL, sql } from "drizzle-orm";
import { json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { type MeetingSpan, meetings } from "../../../tenant-schema/meetings.ts";
import {
  claimedPlaces,
  lookAheadEnd,
  openings,
  type SlotSpan,
  studentsOn,
} from "../../../tenant-schema/openings.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { CalendarMeeting } from "./shapes.ts";

/** The meetings of a span as the calendar shows them, still as rows; `only` narrows by columns of meeting `m`. */
export function meetingQuery(span: MeetingSpan, nowMs: number, only: SQL = sql`true`): Query<MeetingRow> {
  return select(
    meetingFields(nowMs),
    sql`from ${meetings(span)} m join locations l on l.id = m.location_id
      left join meeting_tallies t on t.meets_on = m.meets_on and t.slot_id = m.slot_id
      where ${only} order by m.on_date, m.start_minute, m.class_name, m.slot_id`,
  );
}

type MeetingRow = RowOf<ReturnType<typeof meetingFields>>;

function meetingFields(nowMs: number) {
  const places: SlotSpan = {
    slotId: sql`m.slot_id`,
    classId: sql`m.class_id`,
    from: sql`m.meets_on`,
    to: lookAheadEnd(sql`m.meets_on`),
    nowMs,
  };
  return {
    slotId: sql<string>`m.slot_id`,
    classId: sql<string>`m.class_id`,
    className: sql<string>`m.class_name`,
    programId: sql<string | null>`m.program_id`,
    levelId: sql<string | null>`m.level_id`,
    locationId: sql<string>`m.location_id`,
    meetsOn: sql<string>`m.meets_on`,
    onDate: sql<string>`m.on_date`,
    startMinute: sql<number>`m.start_minute`,
    durationMinutes: sql<number>`m.duration_minutes`,
    timeZone: sql<string>`l.time_zone`,
    roomId: sql<string | null>`m.room_id`,
    instructorIds: json<string[]>(sql`m.instructor_ids`),
    substitutes: json<{ staffId: string; substituteId: string | null }[] | null>(
      sql`nullif(${substitutesOf(sql`m`)}, '[]')`,
    ),
    capacity: sql<number>`m.capacity`,
    openings: openings(places),
    waiting: claimedPlaces(places),
    enrolled: studentsOn(sql`m.slot_id`, sql`m.meets_on`),
    present: sql<number>`coalesce(t.present, 0)`,
    absent: sql<number>`coalesce(t.absent, 0)`,
    tardy: sql<number>`coalesce(t.tardy, 0)`,
    closure: sql<string | null>`m.closure`,
    exception: json<Exception | null>(exceptionOf),
  };
}

type Exception = Pick<CalendarMeeting, "isCancelled" | "reason" | "isMoved" | "movedFrom" | "version">;

/** Few meetings have one: as one value it costs the others next to nothing. */
const exceptionOf = sql`case when m.exception_id is not null then json_object(
  'isCancelled', json(iif(m.is_cancelled, 'true', 'false')), 'reason', m.reason,
  'isMoved', json(iif(m.is_moved, 'true', 'false')),
  'movedFrom', case when m.is_moved then json_object('onDate', m.meets_on, 'startMinute', m.rule_start_minute,
    'durationMinutes', m.rule_duration_minutes, 'roomId', m.rule_room_id) end,
  'version', m.exception_version) end`;
const NO_EXCEPTION: Exception = {
  isCancelled: false,
  reason: null,
  isMoved: false,
  movedFrom: null,
  version: null,
};

/** The substitutes of a meeting as JSON; `meeting` has slot_id and meets_on. */
export function substitutesOf(meeting: SQL): SQL {
  return sql`(select json_group_array(json_object('staffId', s.staff_id, 'substituteId', s.substitute_id))
    from meeting_substitutes s
    where s.slot_id = ${meeting}.slot_id and s.meets_on = ${meeting}.meets_on and s.deleted_at is null)`;
}

/** Whether somebody is named by the slot of meeting `m` or stands in at it. */
export function concerns(staffId: string): SQL {
  return sql`(instr(m.instructor_ids, ${staffId}) > 0 or exists (select 1 from meeting_substitutes own
    where own.slot_id = m.slot_id and own.meets_on = m.meets_on and own.substitute_id = ${staffId} and own.deleted_at is null))`;
}

/** Rows to blocks: who teaches, how the attendance stands, and when it is in the world's time. */
export function calendarMeetings(rows: readonly MeetingRow[]): CalendarMeeting[] {
  return rows.map((row) => {
    const { instructorIds, substitutes, exception, ...meeting } = row;
    const byStaff = new Map(substitutes?.map(({ staffId, substituteId }) => [staffId, substituteId]));
    const marks = row.present + row.absent + row.tardy;
    return {
      ...meeting,
      ...(exception ?? NO_EXCEPTION),
      ...zoneClock(row.timeZone).instants(row),
      instructors: instructorIds.map((staffId) => ({
        staffId,
        isAway: byStaff.has(staffId),
        substituteId: byStaff.get(staffId) ?? null,
      })),
      expected: Math.max(0, row.enrolled - row.absent),
      attendance: marks > 0 && marks >= row.enrolled ? "all" : row.present + row.tardy > 0 ? "some" : "none",
    };
  });
}
