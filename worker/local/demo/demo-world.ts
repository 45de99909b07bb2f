import { sql } from "drizzle-orm";
import { allColumns, flag, json, select } from "../../../control-plane/query.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { NewRow, Row } from "../../../tenant-schema/entities.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";

/** How far back attendance was taken. */
export const MARKED_DAYS = 35;
const AHEAD_DAYS = 30;

export interface WorldMeeting {
  readonly slotId: string;
  readonly classId: string;
  readonly meetsOn: IsoDate;
  readonly startMinute: number;
  readonly roomId: string | null;
  readonly instructorIds: readonly string[];
}

export interface WorldClass {
  readonly id: string;
  readonly capacity: number;
  readonly ages: readonly [number, number];
  readonly gender: string | null;
  readonly programId: string | null;
  readonly locationId: string;
  readonly takesTrials: boolean;
  readonly takesSingleDays: boolean;
  readonly students: number;
}

export interface WorldStudent {
  readonly id: string;
  readonly birthDate: IsoDate;
  readonly gender: string;
}

export type Enrolled = Pick<
  Row<"enrollments">,
  "id" | "studentId" | "classId" | "startsOn" | "endsOn" | "slotIds"
>;

/** A school as it stands, and the change that brings its days to life. */
export interface World {
  readonly ctx: Context;
  readonly change: Change;
  readonly random: Random;
  readonly today: IsoDate;
  readonly id: (kind: IdKind) => string;
  readonly classes: readonly WorldClass[];
  readonly students: readonly WorldStudent[];
  /** Those that take place, from five weeks ago to a month ahead, in order. */
  readonly meetings: readonly WorldMeeting[];
  readonly active: readonly Row<"enrollments">[];
  readonly dropReasonIds: readonly string[];
  /** Grows while the change is made, so that marks are given to those on trial as well. */
  readonly enrolled: Enrolled[];
  readonly coachIds: readonly string[];
}

export async function readWorld(ctx: Context, school: DemoSchool, change: Change): Promise<World> {
  const day = today(ctx);
  const found = await ctx.database.read({
    classes: select(
      {
        id: sql<string>`c.id`,
        capacity: sql<number>`c.capacity`,
        minAge: sql<number>`coalesce(c.min_age_years, 0)`,
        maxAge: sql<number>`coalesce(c.max_age_years, 99)`,
        gender: sql<string | null>`c.gender`,
        programId: sql<string | null>`c.program_id`,
        locationId: sql<string>`c.location_id`,
        takesTrials: flag(sql`c.takes_trials`),
        takesSingleDays: flag(sql`c.takes_single_days`),
        // Whoever begins within the month counts: nothing that is added here may overfill a class then.
        students: sql<number>`(select count(*) from enrollments e where e.class_id = c.id and e.deleted_at is null
          and e.kind = 'active' and (e.ends_on is null or e.ends_on >= ${day}))`,
      },
      sql`from classes c where c.deleted_at is null and c.is_archived = 0 and c.starts_on <= ${day}
        and exists (select 1 from slots s where s.class_id = c.id and s.deleted_at is null) order by c.id`,
    ),
    students: select(
      { id: sql<string>`id`, birthDate: sql<string>`birth_date`, gender: sql<string>`gender` },
      sql`from students where deleted_at is null and birth_date is not null order by id limit 1000`,
    ),
    meetings: select(
      {
        slotId: sql<string>`m.slot_id`,
        classId: sql<string>`m.class_id`,
        meetsOn: sql<string>`m.meets_on`,
        startMinute: sql<number>`m.start_minute`,
        roomId: sql<string | null>`m.room_id`,
        instructorIds: json<string[]>(sql`m.instructor_ids`),
      },
      sql`from ${meetings({ from: addDays(day, -MARKED_DAYS), to: addDays(day, AHEAD_DAYS) })} m
        where m.closure is null order by m.meets_on, m.start_minute, m.slot_id`,
    ),
    active: select(
      allColumns(enrollments),
      sql`from ${enrollments} where deleted_at is null and kind = 'active'
        and (ends_on is null or ends_on >= ${addDays(day, -MARKED_DAYS)}) order by id`,
    ),
    dropReasons: select(
      { id: sql<string>`id` },
      sql`from list_items where kind = 'drop_reason' order by position`,
    ),
    coaches: select(
      { id: sql<string>`id` },
      sql`from staff where is_active = 1 and instr(lower(title), 'coach') > 0 and deleted_at is null order by username_folded`,
    ),
  });
  const random = new Random(school.randomSeed + 17);
  let made = 0;
  return {
    ctx,
    change,
    random,
    today: day,
    id: (kind) => newId(kind, ctx.nowMs + made++, () => random.bytes(16)),
    classes: found.classes.map(({ minAge, maxAge, ...rest }) => ({
      ...rest,
      ages: [minAge, maxAge] as const,
    })),
    students: found.students,
    meetings: found.meetings,
    active: found.active,
    dropReasonIds: found.dropReasons.map((row) => row.id),
    enrolled: [...found.active],
    coachIds: found.coaches.map((row) => row.id),
  };
}

/** Writes an enrollment and lets the rest of the story know of it. */
export function enrollInto(
  world: World,
  row: Omit<NewRow<"enrollments">, "id" | "version" | "createdAt" | "updatedAt">,
): string {
  const id = world.id("enrollment");
  world.change.insert("enrollments", { id, ...row });
  if (row.kind !== "wait") {
    const { studentId, classId, startsOn, endsOn = null, slotIds = null } = row;
    world.enrolled.push({ id, studentId, classId, startsOn, endsOn, slotIds });
  }
  return id;
}

/** Somebody of the right age who is not in the class: in the order of the students, from a place that chance picks. */
export function pickStudent(
  world: World,
  wanted: WorldClass,
  taken: ReadonlySet<string>,
): WorldStudent | null {
  const inClass = new Set(
    world.enrolled.filter((row) => row.classId === wanted.id).map((row) => row.studentId),
  );
  const from = world.random.below(world.students.length);
  for (let i = 0; i < world.students.length; i++) {
    const student = world.students[(from + i) % world.students.length]!;
    const age = Number(world.today.slice(0, 4)) - Number(student.birthDate.slice(0, 4)) - 1;
    const fits =
      age >= wanted.ages[0] && age < wanted.ages[1] && (wanted.gender ?? student.gender) === student.gender;
    if (fits && !inClass.has(student.id) && !taken.has(student.id)) return student;
  }
  return null;
}

/** The meetings of a class on one of its days. */
export function slotsOn(world: World, classId: string, day: IsoDate): string[] {
  return world.meetings
    .filter((one) => one.classId === classId && one.meetsOn === day)
    .map((one) => one.slotId);
}
