import { type SQL, sql } from "drizzle-orm";
import { flag, json, list } from "../../../control-plane/query.ts";
import { lookAheadEnd, openings, type SlotSpan, studentsOn } from "../../../tenant-schema/openings.ts";
import type { ClassFilter } from "./schemas.ts";
import type { ClassStatus, SlotBrief } from "./shapes.ts";

// In all of this `cl` is the class and `sv` a version of one of its slots; the formulas of places have names of their own.

/** The day for which a class is shown: the one asked for, within the class's own days; an active class is there on it. */
export function shownDay(on: string, status: ClassFilter["status"] = "all"): SQL {
  if (status === "active") return sql`${on}`;
  return sql`min(max(${on}, cl.starts_on), coalesce(cl.ends_on, '9999-12-31'))`;
}

/** Archived is decided by hand; the others follow from the dates. */
export function statusOn(on: string): SQL<ClassStatus> {
  return sql`case when cl.is_archived = 1 then 'archived' when cl.starts_on > ${on} then 'future'
    when cl.ends_on < ${on} then 'over' else 'active' end`;
}

/** That the version is what its slot is like on the day, else what it is like first after it. */
export function isShown(day: SQL): SQL {
  return sql`sv.deleted_at is null and sv.starts_on = (select min(y.starts_on) from slot_versions y
    where y.slot_id = sv.slot_id and y.deleted_at is null and coalesce(y.ends_on, '9999-12-31') >= ${day})`;
}

/** Places of the slot `sv` around the day; future starts inside the look-ahead window take theirs already. */
export function openingsAround(day: SQL, nowMs: number, to: SQL = lookAheadEnd(day)): SQL<number> {
  const span: SlotSpan = { slotId: sql`sv.slot_id`, classId: sql`cl.id`, from: day, to, nowMs };
  return openings(span);
}

/** One row of the list; the numbers are those of the day asked for. `p.until` is the end of the class's look-ahead window. */
export function rowFields(on: string, nowMs: number) {
  const day = shownDay(on);
  return {
    id: sql<string>`cl.id`,
    version: sql<number>`cl.version`,
    name: sql<string>`cl.name`,
    status: statusOn(on),
    locationName: sql<string>`(select name from locations where id = cl.location_id)`,
    programName: sql<string | null>`(select name from programs where id = cl.program_id)`,
    levelName: sql<string | null>`(select name from levels where id = cl.level_id)`,
    levelColor: sql<string | null>`(select color from levels where id = cl.level_id)`,
    startsOn: sql<string>`cl.starts_on`,
    endsOn: sql<string | null>`cl.ends_on`,
    gender: sql<"female" | "male" | null>`cl.gender`,
    minAgeYears: sql<number | null>`cl.min_age_years`,
    minAgeMonths: sql<number | null>`cl.min_age_months`,
    maxAgeYears: sql<number | null>`cl.max_age_years`,
    maxAgeMonths: sql<number | null>`cl.max_age_months`,
    isOnline: flag(sql`cl.is_online`),
    capacity: sql<number>`cl.capacity`,
    enrolledWithoutSlots: studentsOn(sql`cl.id`, day),
    waiting: waitingAt(nowMs),
    slots: slotBriefs(on, nowMs),
  };
}

/** Everybody who comes on the day, whichever slots they take. */
export function enrolledOn(day: SQL): SQL<number> {
  return sql`(select count(*) from enrollments e where e.class_id = cl.id
    and coalesce(e.ends_on, '9999-12-31') >= ${day} and e.starts_on <= ${day} and e.deleted_at is null and e.kind <> 'wait')`;
}

export function waitingAt(nowMs: number): SQL<number> {
  return sql`(select count(*) from enrollments e indexed by enrollments_waiting
    where e.class_id = cl.id and e.kind = 'wait' and e.deleted_at is null
    and (e.wait_state = 'queued' or (e.wait_state = 'offered' and e.wait_expires_at > ${nowMs})))`;
}

function slotBriefs(on: string, nowMs: number): SQL<SlotBrief[]> {
  const day = shownDay(on);
  return list(
    {
      slotId: sql<string>`sv.slot_id`,
      weekday: sql<number>`sv.weekday`,
      startMinute: sql<number>`sv.start_minute`,
      durationMinutes: sql<number>`sv.duration_minutes`,
      roomName: sql<string | null>`(select name from rooms where id = sv.room_id)`,
      instructors: json<string[]>(sql`(select json_group_array(p.first_name || ' ' || p.last_name)
        from json_each(sv.instructor_ids) i cross join staff p on p.id = i.value)`),
      capacity: sql<number>`coalesce(sv.capacity, cl.capacity)`,
      enrolled: studentsOn(sql`sv.slot_id`, day),
      openings: openingsAround(day, nowMs, sql`p.until`),
    },
    sql`from slot_versions sv where sv.class_id = cl.id and ${isShown(day)} order by sv.weekday, sv.start_minute`,
  );
}
