import { type SQL, sql } from "drizzle-orm";
import { allColumns, flag, json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { isMarked, type MeetingSpan, meetings } from "../../../tenant-schema/meetings.ts";
import { studentsOn } from "../../../tenant-schema/openings.ts";
import { meetingExceptions, meetingSubstitutes } from "../../../tenant-schema/schedule.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import type { MeetingKey, MeetingScope } from "./schemas.ts";
import type { ListedMeeting } from "./shapes.ts";

/** What the acts on meetings must know of one; `m` is the meeting. */
const fields = {
  slotId: sql<string>`m.slot_id`,
  meetsOn: sql<string>`m.meets_on`,
  classId: sql<string>`m.class_id`,
  className: sql<string>`m.class_name`,
  onDate: sql<string>`m.on_date`,
  startMinute: sql<number>`m.start_minute`,
  durationMinutes: sql<number>`m.duration_minutes`,
  roomId: sql<string | null>`m.room_id`,
  timeZone: sql<string>`(select l.time_zone from locations l where l.id = m.location_id)`,
  locationId: sql<string>`m.location_id`,
  instructorIds: json<string[]>(sql`m.instructor_ids`),
  isCancelled: flag(sql`m.is_cancelled`),
  isMoved: flag(sql`m.is_moved`),
  closure: sql<string | null>`m.closure`,
  exceptionId: sql<string | null>`m.exception_id`,
  ruleStartMinute: sql<number>`m.rule_start_minute`,
  ruleDurationMinutes: sql<number>`m.rule_duration_minutes`,
  ruleRoomId: sql<string | null>`m.rule_room_id`,
  students: studentsOn(sql`m.slot_id`, sql`m.meets_on`),
  isMarked: flag(isMarked(sql`m.slot_id`, sql`m.meets_on`, sql`m.class_id`)),
};
export type FoundMeeting = RowOf<typeof fields>;

/** Meetings in reach by date and time; archived classes have none any more. */
export function foundMeetings(
  ctx: Context,
  span: MeetingSpan,
  level: Level,
  only?: SQL,
): Query<FoundMeeting> {
  return everybodysMeetings(
    { ...span, where: sql`${classScope(ctx, "classes", level)} and ${span.where ?? sql`true`}` },
    only,
  );
}

/** The same whoever may see them, for what takes a room or a person; never for an answer as it is. */
export function everybodysMeetings(span: MeetingSpan, only: SQL = sql`true`): Query<FoundMeeting> {
  const where = sql`c.is_archived = 0 and ${span.where ?? sql`true`}`;
  return select(
    fields,
    sql`from ${meetings({ ...span, where })} m where ${only}
      order by m.on_date, m.start_minute, m.class_name, m.slot_id`,
  );
}

/** The span of a scope that people chose. */
export function spanOf(scope: MeetingScope): MeetingSpan {
  if (scope.kind === "meetings") return { named: namesOf(scope.meetings) };
  const { from, to, classId, programId, locationId, roomId } = scope;
  const conditions = [sql`true`];
  if (classId) conditions.push(sql`c.id = ${classId}`);
  if (programId) conditions.push(sql`c.program_id = ${programId}`);
  if (locationId) conditions.push(sql`c.location_id = ${locationId}`);
  if (roomId) conditions.push(sql`coalesce(x.room_id, v.room_id) = ${roomId}`);
  return { from, to, where: sql.join(conditions, sql` and `) };
}

export function namesOf(keys: readonly MeetingKey[]): string {
  return JSON.stringify(keys.map(({ slotId, meetsOn }) => [slotId, meetsOn]));
}

export function nameOf({ slotId, meetsOn }: MeetingKey): string {
  return `${slotId} ${meetsOn}`;
}

/** @throws NotFound when a slot does not meet on a date that was named, or is out of reach */
export function expectMeetings<M extends MeetingKey>(
  found: readonly M[],
  named: readonly MeetingKey[],
): readonly M[] {
  if (found.length < new Set(named.map(nameOf)).size) throw new NotFound("meeting on that date");
  return found;
}

/** The exceptions of some meetings, whole. */
export function exceptionsOf(names: string): Query<typeof meetingExceptions.$inferSelect> {
  return select(
    allColumns(meetingExceptions),
    sql`from json_each(${names}) j cross join ${meetingExceptions} on ${meetingExceptions.slotId} = j.value ->> 0
      and ${meetingExceptions.meetsOn} = j.value ->> 1 and ${meetingExceptions.deletedAt} is null`,
  );
}

/** Who stands in at some meetings, whole. */
export function substitutesAt(names: string): Query<typeof meetingSubstitutes.$inferSelect> {
  return select(
    allColumns(meetingSubstitutes),
    sql`from json_each(${names}) j cross join ${meetingSubstitutes} on ${meetingSubstitutes.slotId} = j.value ->> 0
      and ${meetingSubstitutes.meetsOn} = j.value ->> 1 and ${meetingSubstitutes.deletedAt} is null`,
  );
}

/** Holds while every slot still meets on its date, as it did when it was read. */
export function stillMeet(names: string): SQL {
  return sql`not exists (select 1 from json_each(${names}) j where not exists (select 1 from slot_versions v
    where v.slot_id = j.value ->> 0 and v.deleted_at is null and v.starts_on <= j.value ->> 1
      and (v.ends_on is null or v.ends_on >= j.value ->> 1)
      and v.weekday = (strftime('%w', j.value ->> 1) + 6) % 7 + 1))`;
}

export function listed(meeting: FoundMeeting): ListedMeeting {
  const { slotId, meetsOn, classId, className, onDate, startMinute, durationMinutes, roomId } = meeting;
  return { slotId, meetsOn, classId, className, onDate, startMinute, durationMinutes, roomId };
}

/** “Tumbling on 2026-11-23”, or how many. */
export function spokenOf(meetings: readonly Pick<ListedMeeting, "className" | "onDate">[]): string {
  const [first] = meetings;
  return meetings.length === 1 && first
    ? `${first.className} on ${first.onDate}`
    : `${meetings.length} meetings`;
}

export function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed this meeting while you were working on it. Look at the current state and try again.",
  );
}
