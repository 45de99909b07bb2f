import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import { addClass } from "./add-class.ts";
import { type ClassFacts, planClasses } from "./class-plans.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";
import { usualTuition } from "./set-up-tuition.ts";

/** How large the week of a school shall be. */
export interface WeekSize {
  readonly classes: number;
  /** Active ones in classes that meet, counting those that are there. */
  readonly enrollments: number;
}

/** Enrollments in one change. */
const CHUNK = 2_000;

/**
 * Grows the week of a demonstration school: more classes by the same timetable, and students spread evenly over the new
 * ones, each at most once in a class and without regard to ages. Same school and size, same rows.
 */
export async function growClasses(
  ctx: Context<SystemActor>,
  school: DemoSchool,
  size: WeekSize,
): Promise<void> {
  const state = await readWeek(ctx);
  const missing = Math.max(0, size.enrollments - state.enrollments);
  const added = Math.max(0, size.classes - state.classes);
  if (added === 0 || state.students.length === 0) return;
  const random = new Random(school.randomSeed + 300);
  let made = 0;
  const id = (kind: IdKind) => newId(kind, ctx.nowMs + made++, () => random.bytes(16));
  const classIds = await addClasses(ctx, school, state, { added, perClass: Math.ceil(missing / added), id });
  const rows = Array.from({ length: missing }, (_, i) => {
    const student = i % state.students.length;
    const round = Math.floor(i / state.students.length);
    return { studentId: state.students[student]!, classId: classIds[(student + round) % classIds.length]! };
  });
  for (let from = 0; from < rows.length; from += CHUNK) {
    const change = new Change(ctx, {
      action: "demo.enrollments",
      summary: "Filled the new demonstration classes",
      right: null,
    });
    for (const row of rows.slice(from, from + CHUNK)) {
      const startsOn = addDays(today(ctx), -random.below(300));
      change.insert("enrollments", { id: id("enrollment"), ...row, kind: "active", startsOn });
    }
    await commit(ctx, change);
  }
}

async function readWeek(ctx: Context) {
  const day = today(ctx);
  const found = await ctx.database.read({
    classes: select(
      { count: sql<number>`count(distinct class_id)` },
      sql`from slots where deleted_at is null`,
    ),
    enrollments: select(
      { count: sql<number>`count(*)` },
      sql`from enrollments where deleted_at is null and kind = 'active' and (ends_on is null or ends_on >= ${day})
        and class_id in (select class_id from slots where deleted_at is null)`,
    ),
    students: select({ id: sql<string>`id` }, sql`from students where deleted_at is null order by id`),
    lists: select(
      { kind: sql<string>`kind`, id: sql<string>`id`, name: sql<string>`name` },
      sql`from (select 'program' as kind, id, name from programs where deleted_at is null
        union all select 'level', id, name from levels where deleted_at is null
        union all select 'schedule', id, name from billing_schedules where deleted_at is null
        union all select 'rate', id, name from tuition_rates where deleted_at is null)`,
    ),
    rooms: select(
      {
        id: sql<string>`id`,
        locationId: sql<string>`location_id`,
        capacity: sql<number>`coalesce(capacity, 0)`,
      },
      sql`from rooms where deleted_at is null order by id`,
    ),
    locations: select(
      { id: sql<string>`id` },
      sql`from locations where deleted_at is null order by position, id`,
    ),
    coaches: select(
      { id: sql<string>`id` },
      sql`from staff where is_active = 1 and instr(lower(title), 'coach') > 0 and deleted_at is null
        order by username_folded <> 'coach', username_folded`,
    ),
  });
  const facts: ClassFacts = {
    today: day,
    locationIds: found.locations.map((row) => row.id),
    coachIds: found.coaches.map((row) => row.id),
    rooms: found.rooms,
  };
  const named = (kind: string) =>
    new Map(found.lists.filter((row) => row.kind === kind).map((row) => [row.name, row.id] as const));
  return {
    classes: found.classes[0]!.count,
    enrollments: found.enrollments[0]!.count,
    students: found.students.map((row) => row.id),
    programs: named("program"),
    levels: named("level"),
    tuitionOf: usualTuition(named("schedule"), named("rate")),
    facts,
  };
}

async function addClasses(
  ctx: Context,
  school: DemoSchool,
  state: Awaited<ReturnType<typeof readWeek>>,
  wanted: { readonly added: number; readonly perClass: number; readonly id: (kind: IdKind) => string },
): Promise<string[]> {
  const change = new Change(ctx, {
    action: "demo.classes",
    summary: `Added ${wanted.added} demonstration classes`,
    right: null,
  });
  // The plan begins with the classes that are there, so that rooms and coaches are free where the new ones meet.
  const plans = planClasses(school, state.facts, state.classes + wanted.added).slice(state.classes);
  const sessions = { auto_drop: [], rolling: [] };
  const { programs, levels, tuitionOf } = state;
  const classIds = plans.map((plan) => {
    const capacity = Math.max(plan.capacity, Math.ceil(wanted.perClass * 1.2));
    return addClass(
      change,
      { ...plan, capacity },
      { programs, levels, sessions, tuitionOf, id: wanted.id },
      state.facts.today,
    );
  });
  await commit(ctx, change);
  return classIds;
}
