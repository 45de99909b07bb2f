import { sql } from "drizzle-orm";
import fc from "fast-check";
import { type Query, type Statement, select } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { type MeetingSpan, meetings } from "../../tenant-schema/meetings.ts";
import { rowsOf } from "./rows-of.ts";

// A small school in which anything may happen, what its meetings are by a plain reading of the rules, and the same
// school as rows. Days are counted from a Thursday; 60 of them.

const FIRST = "2026-10-01";
const DAYS = 60;
export const dayOf = (day: number) => addDays(FIRST, day);

interface Version {
  readonly from: number;
  readonly to: number | null;
  readonly weekday: number;
  readonly startMinute: number;
  readonly roomId: string | null;
}

interface World {
  readonly classes: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly programId: string | null;
    readonly sessions: readonly number[];
    readonly isDeleted: boolean;
    readonly slots: readonly (readonly Version[])[];
  }[];
  readonly sessions: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly isDeleted: boolean;
  }[];
  readonly closures: readonly {
    readonly name: string;
    readonly from: number;
    readonly days: number;
    readonly effect: "closure" | "billing" | "both";
    readonly scope: "all" | "location" | "elsewhere" | "program" | "class";
    readonly isDeleted: boolean;
  }[];
  readonly exceptions: readonly {
    readonly classIndex: number;
    readonly slotIndex: number;
    readonly day: number;
    readonly movedTo: number | null;
    readonly startMinute: number | null;
    readonly isCancelled: boolean;
    readonly isDeleted: boolean;
  }[];
}

const day = fc.nat(DAYS - 1);
const maybeDay = fc.option(day, { nil: null });
/** Versions of one slot, one after another. */
const versions = fc
  .array(
    fc.record({
      length: fc.integer({ min: 5, max: 45 }),
      gap: fc.nat(4),
      weekday: fc.integer({ min: 1, max: 7 }),
      startMinute: fc.constantFrom(540, 600, 1410),
      roomId: fc.constantFrom("rom-1", "rom-2", null),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts): Version[] => {
    let from = 0;
    return parts.map(({ length, gap, ...version }, i) => {
      const start = from + gap;
      from = start + length + 1;
      return {
        ...version,
        from: start,
        to: i === parts.length - 1 && length % 2 === 0 ? null : start + length,
      };
    });
  });

export const world: fc.Arbitrary<World> = fc.record({
  classes: fc.array(
    fc.record({
      from: fc.nat(20),
      to: fc.option(fc.integer({ min: 10, max: DAYS }), { nil: null }),
      programId: fc.constantFrom("prg-1", null),
      sessions: fc.uniqueArray(fc.nat(1), { maxLength: 2 }),
      isDeleted: fc.integer({ min: 0, max: 9 }).map((value) => value === 0),
      slots: fc.array(versions, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  sessions: fc.tuple(
    ...[0, 1].map(() => fc.record({ from: fc.nat(40), to: maybeDay, isDeleted: fc.boolean() })),
  ),
  closures: fc.array(
    fc.record({
      name: fc.constantFrom("A", "B", "C"),
      from: day,
      days: fc.nat(9),
      effect: fc.constantFrom("closure", "billing", "both"),
      scope: fc.constantFrom("all", "location", "elsewhere", "program", "class"),
      isDeleted: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  exceptions: fc.uniqueArray(
    fc.record({
      classIndex: fc.nat(2),
      slotIndex: fc.nat(1),
      day,
      movedTo: fc.option(fc.integer({ min: -5, max: DAYS + 5 }), { nil: null }),
      startMinute: fc.constantFrom(null, 480),
      isCancelled: fc.boolean(),
      isDeleted: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
    }),
    {
      minLength: 60,
      maxLength: 120,
      selector: ({ classIndex, slotIndex, day: on }) => `${classIndex} ${slotIndex} ${on}`,
    },
  ),
});
export const spanOfDays = fc
  .tuple(fc.nat(DAYS - 1), fc.nat(45))
  .map(([from, days]) => [from, from + days] as const);

const slotId = (classIndex: number, slotIndex: number) => `slt-${classIndex}-${slotIndex}`;

export interface PlainMeeting {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly roomId: string | null;
  readonly isCancelled: number;
  readonly closure: string | null;
  readonly isMoved: number;
}

/** Every meeting there is by rule, day after day. */
export function meetingsOf(school: World): PlainMeeting[] {
  const found: PlainMeeting[] = [];
  for (const [classIndex, one] of school.classes.entries()) {
    if (one.isDeleted) continue;
    for (const [slotIndex, slot] of one.slots.entries()) {
      for (let on = 0; on < DAYS * 3; on++) {
        const version = slot.find(({ from, to }) => from <= on && (to === null || to >= on));
        // The first day is a Thursday, which is 4.
        if (!version || version.weekday !== ((on + 3) % 7) + 1) continue;
        if (
          one.from > on ||
          (lastDay(one) !== null && lastDay(one)! < on) ||
          !inSession(school, one.sessions, on)
        )
          continue;
        const exception = school.exceptions.find(
          (x) => !x.isDeleted && x.classIndex === classIndex && x.slotIndex === slotIndex && x.day === on,
        );
        const isMoved =
          exception !== undefined && (exception.movedTo !== null || exception.startMinute !== null);
        found.push({
          slotId: slotId(classIndex, slotIndex),
          meetsOn: dayOf(on),
          onDate: dayOf(exception?.movedTo ?? on),
          startMinute: exception?.startMinute ?? version.startMinute,
          roomId: version.roomId,
          isCancelled: exception?.isCancelled ? 1 : 0,
          closure: exception?.movedTo == null ? closureOn(school, classIndex, on) : null,
          isMoved: isMoved ? 1 : 0,
        });
      }
    }
  }
  return found.sort((a, b) => `${a.slotId} ${a.meetsOn}`.localeCompare(`${b.slotId} ${b.meetsOn}`));
}

/** A class may not end before it starts. */
function lastDay({ from, to }: { readonly from: number; readonly to: number | null }): number | null {
  return to === null ? null : Math.max(from, to);
}

function inSession(school: World, sessions: readonly number[], on: number): boolean {
  const living = sessions.map((index) => school.sessions[index]!).filter(({ isDeleted }) => !isDeleted);
  return (
    living.length === 0 ||
    living.some((session) => session.from <= on && (lastDay(session) === null || lastDay(session)! >= on))
  );
}

function closureOn(school: World, classIndex: number, on: number): string | null {
  const { programId } = school.classes[classIndex]!;
  const reaches = {
    all: true,
    location: true,
    elsewhere: false,
    program: programId === "prg-1",
    class: classIndex === 0,
  };
  const names = school.closures
    .filter((one) => !one.isDeleted && one.effect !== "billing" && reaches[one.scope])
    .filter(({ from, days }) => from <= on && from + days >= on)
    .map(({ name }) => name);
  return names.sort()[0] ?? null;
}

/** The same school as rows of an account's database. */
export function rowsFor(school: World): Statement[] {
  const end = (span: { readonly from: number; readonly to: number | null }) => {
    const last = lastDay(span);
    return last === null ? null : dayOf(last);
  };
  const slots = school.classes.flatMap(({ slots: own }, c) =>
    own.map((list, s) => ({ c, id: slotId(c, s), list })),
  );
  return [
    ...rowsOf(
      "locations",
      ["loc-1", "loc-2"].map((id) => ({ id, name: id, time_zone: "UTC" })),
    ),
    ...rowsOf(
      "rooms",
      ["rom-1", "rom-2"].map((id) => ({ id, location_id: "loc-1", name: id })),
    ),
    ...rowsOf("programs", [{ id: "prg-1", name: "P" }]),
    ...rowsOf(
      "class_sessions",
      school.sessions.map((one, i) => ({
        id: `csn-${i}`,
        name: `S${i}`,
        kind: "ongoing",
        starts_on: dayOf(one.from),
        ends_on: end(one),
        deleted_at: one.isDeleted ? 1 : null,
      })),
    ),
    ...rowsOf(
      "classes",
      school.classes.map((one, c) => ({
        id: `cls-${c}`,
        location_id: "loc-1",
        program_id: one.programId,
        name: `C${c}`,
        capacity: 9,
        starts_on: dayOf(one.from),
        ends_on: end(one),
        deleted_at: one.isDeleted ? 1 : null,
      })),
    ),
    ...rowsOf(
      "session_links",
      school.classes.flatMap(({ sessions }, c) =>
        sessions.map((s) => ({ id: `csl-${c}-${s}`, session_id: `csn-${s}`, class_id: `cls-${c}` })),
      ),
    ),
    ...rowsOf(
      "slots",
      slots.map(({ c, id }) => ({ id, class_id: `cls-${c}` })),
    ),
    ...rowsOf(
      "slot_versions",
      slots.flatMap(({ c, id, list }) =>
        list.map((one, v) => ({
          id: `slv-${id}-${v}`,
          slot_id: id,
          class_id: `cls-${c}`,
          starts_on: dayOf(one.from),
          ends_on: one.to === null ? null : dayOf(one.to),
          weekday: one.weekday,
          start_minute: one.startMinute,
          duration_minutes: 60,
          room_id: one.roomId,
        })),
      ),
    ),
    ...rowsOf(
      "closures",
      school.closures.map((one, i) => ({
        id: `clo-${i}`,
        name: one.name,
        starts_on: dayOf(one.from),
        ends_on: dayOf(one.from + one.days),
        effect: one.effect,
        location_id: one.scope === "location" ? "loc-1" : one.scope === "elsewhere" ? "loc-2" : null,
        program_id: one.scope === "program" ? "prg-1" : null,
        class_id: one.scope === "class" ? "cls-0" : null,
        deleted_at: one.isDeleted ? 1 : null,
      })),
    ),
    ...rowsOf(
      "meeting_exceptions",
      school.exceptions
        .filter(({ classIndex, slotIndex }) => school.classes[classIndex]?.slots[slotIndex] !== undefined)
        .map((one, i) => ({
          id: `mex-${i}`,
          slot_id: slotId(one.classIndex, one.slotIndex),
          class_id: `cls-${one.classIndex}`,
          meets_on: dayOf(one.day),
          is_cancelled: one.isCancelled ? 1 : 0,
          moved_on: one.movedTo === null ? null : dayOf(one.movedTo),
          start_minute: one.startMinute,
          deleted_at: one.isDeleted ? 1 : null,
        })),
    ),
  ];
}

/** What the database says, in the order and shape of the plain reading. */
export function askedFor(span: MeetingSpan): Query<PlainMeeting> {
  return select(
    {
      slotId: sql<string>`m.slot_id`,
      meetsOn: sql<string>`m.meets_on`,
      onDate: sql<string>`m.on_date`,
      startMinute: sql<number>`m.start_minute`,
      roomId: sql<string | null>`m.room_id`,
      isCancelled: sql<number>`m.is_cancelled`,
      closure: sql<string | null>`m.closure`,
      isMoved: sql<number>`m.is_moved`,
    },
    sql`from ${meetings(span)} m order by m.slot_id, m.meets_on`,
  );
}
