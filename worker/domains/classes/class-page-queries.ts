import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { lookAheadEnd, openings, studentsOn } from "../../../tenant-schema/openings.ts";
import type { Context } from "../../kernel/context.ts";
import { classScope } from "../../kernel/scope.ts";
import { enrolledOn, shownDay, statusOn, waitingAt } from "./class-list-fields.ts";
import { everUsed } from "./delete-class.ts";
import type { ClassMeeting, ClassStatus, RosterEntry } from "./shapes.ts";

const scopeOf = { classId: sql`cl.id`, locationId: sql`cl.location_id` };

/** What a class's own row does not say. */
export function factsQuery(ctx: Context, classId: string, on: string) {
  return select(
    {
      status: statusOn(on) as SQL<ClassStatus>,
      locationName: sql<string>`(select name from locations where id = cl.location_id)`,
      programName: sql<string | null>`(select name from programs where id = cl.program_id)`,
      levelName: sql<string | null>`(select name from levels where id = cl.level_id)`,
      levelColor: sql<string | null>`(select color from levels where id = cl.level_id)`,
      enrolled: enrolledOn(shownDay(on)),
      waiting: waitingAt(ctx.nowMs),
      wasUsed: flag(everUsed(sql`cl.id`)),
      showsRoster: flag(
        sql`(${classScope(ctx, "enrollments", "view", scopeOf)} or ${classScope(ctx, "attendance", "view", scopeOf)})`,
      ),
      sessionStartsOn: sql<string | null>`(select min(s.starts_on) from session_links k
        join class_sessions s on s.id = k.session_id and s.deleted_at is null
        where k.class_id = cl.id and k.deleted_at is null and coalesce(s.ends_on, '9999-12-31') >= ${on})`,
    },
    sql`from classes cl where cl.id = ${classId} and cl.deleted_at is null and ${classScope(ctx, "classes", "view", scopeOf)}`,
  );
}

/** What is taken and what is left of each slot around a day. */
export function slotPlaces(classId: string, on: string, nowMs: number) {
  const day = shownDay(on);
  const span = { slotId: sql`z.id`, classId: sql`cl.id`, from: day, to: lookAheadEnd(day), nowMs };
  return select(
    {
      slotId: sql<string>`z.id`,
      enrolled: studentsOn(sql`z.id`, day),
      openings: openings(span),
    },
    sql`from classes cl cross join slots z on z.class_id = cl.id and z.deleted_at is null where cl.id = ${classId}`,
  );
}

/** Who is in the class, now or later, and who waits; only for those who may see who is enrolled. */
export function rosterQuery(ctx: Context, classId: string, on: string): Query<RosterEntry> {
  const seen = sql`(${classScope(ctx, "enrollments", "view", scopeOf)} or ${classScope(ctx, "attendance", "view", scopeOf)})`;
  return select(
    {
      id: sql<string>`e.id`,
      studentId: sql<string>`s.id`,
      familyId: sql<string>`s.family_id`,
      studentName: sql<string>`coalesce(s.preferred_name, s.first_name) || ' ' || s.last_name`,
      birthDate: sql<string | null>`s.birth_date`,
      gender: sql<string | null>`s.gender`,
      flagText: sql<string | null>`s.flag_text`,
      allergies: sql<string | null>`s.allergies`,
      kind: sql<RosterEntry["kind"]>`e.kind`,
      startsOn: sql<string>`e.starts_on`,
      endsOn: sql<string | null>`e.ends_on`,
      slotIds: json<string[] | null>(sql`e.slot_ids`),
      isOverCapacity: flag(sql`e.is_over_capacity`),
      note: sql<string | null>`e.note`,
      waitState: sql<RosterEntry["waitState"]>`e.wait_state`,
      waitExpiresAt: sql<number | null>`e.wait_expires_at`,
      createdAt: sql<number>`e.created_at`,
    },
    sql`from classes cl cross join enrollments e on e.class_id = cl.id cross join students s on s.id = e.student_id
      where cl.id = ${classId} and coalesce(e.ends_on, '9999-12-31') >= ${on} and e.deleted_at is null
        and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered')) and ${seen}
      order by e.kind = 'wait', e.wait_rank, s.sort_name, e.starts_on`,
  );
}

const meetingFields = {
  slotId: sql<string>`m.slot_id`,
  meetsOn: sql<string>`m.meets_on`,
  onDate: sql<string>`m.on_date`,
  startMinute: sql<number>`m.start_minute`,
  durationMinutes: sql<number>`m.duration_minutes`,
  roomId: sql<string | null>`m.room_id`,
  isCancelled: flag(sql`m.is_cancelled`),
  isMoved: flag(sql`m.is_moved`),
  reason: sql<string | null>`m.reason`,
  closure: sql<string | null>`m.closure`,
};

/** The meetings of the next weeks, counted from the day the class begins when that lies ahead. */
export function nextMeetings(classId: string, on: string, days: number): Query<ClassMeeting> {
  const from = sql`max(${on}, coalesce((select b.starts_on from classes b where b.id = ${classId}), ${on}))`;
  const to = sql`date(${from}, '+' || ${days} || ' days')`;
  return select(
    meetingFields,
    sql`from ${meetings({ from, to, where: sql`v.class_id = ${classId}` })} m
      order by m.on_date, m.start_minute limit 12`,
  );
}

/** What differs from the rule, from a day on: cancelled and moved meetings. */
export function exceptionsQuery(classId: string, from: string): Query<ClassMeeting> {
  return select(
    {
      slotId: sql<string>`x.slot_id`,
      meetsOn: sql<string>`x.meets_on`,
      onDate: sql<string>`coalesce(x.moved_on, x.meets_on)`,
      startMinute: sql<number>`coalesce(x.start_minute, v.start_minute)`,
      durationMinutes: sql<number>`coalesce(x.duration_minutes, v.duration_minutes)`,
      roomId: sql<string | null>`coalesce(x.room_id, v.room_id)`,
      isCancelled: flag(sql`x.is_cancelled`),
      isMoved: flag(sql`coalesce(x.moved_on, x.start_minute, x.duration_minutes, x.room_id) is not null`),
      reason: sql<string | null>`x.reason`,
      closure: sql<null>`null`,
    },
    sql`from slots z cross join meeting_exceptions x on x.slot_id = z.id and x.meets_on >= ${from} and x.deleted_at is null
      cross join slot_versions v on v.slot_id = x.slot_id and v.deleted_at is null and v.starts_on <= x.meets_on
        and (v.ends_on is null or v.ends_on >= x.meets_on)
      where z.class_id = ${classId} order by x.meets_on limit 200`,
  );
}

/** The terms of a class, for what meets only within them. */
export function sessionsOf(classId: string) {
  return select(
    { startsOn: sql<string>`s.starts_on`, endsOn: sql<string | null>`s.ends_on` },
    sql`from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
      where k.class_id = ${classId} and k.deleted_at is null`,
  );
}
