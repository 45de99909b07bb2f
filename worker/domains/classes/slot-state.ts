import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Queries } from "../../../control-plane/tenant-database.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { type Context, today } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { classesById, slotsOf, versionsOf } from "./class-records.ts";

/** What every act on a slot reads first: its class within reach, and what it is like when. */
export function slotReads(ctx: Context, classId: string) {
  return {
    class: classesById(ctx, [classId], "full"),
    slots: slotsOf(classId),
    versions: versionsOf(classId),
  } satisfies Queries;
}

interface Found {
  readonly class: readonly Row<"classes">[];
  readonly slots: readonly Row<"slots">[];
  readonly versions: readonly Row<"slotVersions">[];
}

export interface SlotState {
  readonly class: Row<"classes">;
  readonly slot: Row<"slots">;
  /** In the order of time. */
  readonly versions: readonly Row<"slotVersions">[];
}

/** @throws NotFound, Conflict when somebody changed what holds meanwhile */
export function slotState(found: Found, slotId: string): SlotState {
  const owner = found.class[0];
  if (!owner) throw new NotFound("class");
  const slot = found.slots.find((one) => one.id === slotId);
  if (!slot) throw new NotFound("weekly slot");
  return { class: owner, slot, versions: found.versions.filter((version) => version.slotId === slotId) };
}

/** The version that holds on a day. */
export function versionOn<V extends { readonly startsOn: string; readonly endsOn: string | null }>(
  versions: readonly V[],
  day: string,
): V | undefined {
  return versions.find(
    (version) => version.startsOn <= day && (version.endsOn === null || version.endsOn >= day),
  );
}

/** What was stays what it was: meetings, marks and bills of the past hang on it. @throws Precondition */
export function refusePast(ctx: Context, day: string, path: string): void {
  if (day >= today(ctx)) return;
  throw new Precondition(
    "in_the_past",
    "Meetings of the past stay as they were. Choose today or a later day.",
    [{ path, message: "Choose today or a later day" }],
  );
}

/** Whoever edited an older state of the slot looks at it again. */
export function expectVersion(version: { readonly version: number } | undefined, expected: number): void {
  if (!version || version.version === expected) return;
  throw new Conflict(
    "changed_meanwhile",
    "Somebody else changed this slot while you were working on it. Look at the current state and try again.",
  );
}

/** The first day from `from` on for which somebody was marked in a slot. */
export function firstMarkQuery(slotId: string, classId: string, from: string): Query<{ meetsOn: string }> {
  return select(
    { meetsOn: sql<string>`a.meets_on` },
    sql`${marks(slotId, classId, from)} order by 1 limit 1`,
  );
}

export function noMarks(slotId: string, classId: string, from: string): SQL {
  return sql`not exists (select 1 ${marks(slotId, classId, from)})`;
}

/** @throws Conflict `attendance_taken` */
export function refuseMarks(marked: readonly { readonly meetsOn: string }[]): void {
  const first = marked[0];
  if (!first) return;
  throw new Conflict(
    "attendance_taken",
    `Attendance was already taken or an absence reported for ${first.meetsOn}. Choose a later day, or take those marks back first.`,
    { meetsOn: first.meetsOn },
  );
}

// A mark's id begins with the student, so the way to a slot's marks leads through those who are enrolled.
function marks(slotId: string, classId: string, from: string): SQL {
  return sql`from enrollments e cross join attendance a
      on a.id >= 'att:' || e.student_id || ':' || ${slotId} || ':' || ${from}
      and a.id < 'att:' || e.student_id || ':' || ${slotId} || ';'
    where e.class_id = ${classId} and coalesce(e.ends_on, '9999-12-31') >= ${from} and e.deleted_at is null
      and a.status <> 'none' and a.deleted_at is null`;
}
