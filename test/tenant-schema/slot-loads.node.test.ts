import type { DatabaseSync, StatementSync } from "node:sqlite";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { FOREVER, freePlaces, studentsOn } from "../../tenant-schema/openings.ts";
import { nodeDatabase } from "../harness/node-database.ts";

// Whoever enrolls, leaves or comes back, whatever slots a class has and however often the day was turned: the students
// of a day and the free places of a span are those that one counts by hand.

const FIRST = "2026-11-01";
const CAPACITY = 5;

interface Enrollment {
  classId: number;
  kind: string;
  from: number;
  to: number | null;
  slots: number[] | null;
  deleted: boolean;
}

type Operation = readonly [kind: string, a: number, b: number, c: number, d: number];
const operation: fc.Arbitrary<Operation> = fc.tuple(
  fc.constantFrom(
    "enroll",
    "enroll",
    "enroll",
    "end",
    "delete",
    "restore",
    "choose",
    "slot",
    "dropSlot",
    "turn",
  ),
  fc.nat(9),
  fc.nat(30),
  fc.nat(30),
  fc.nat(3),
);

const prepared = new Map<string, StatementSync>();

class History {
  readonly database: DatabaseSync;
  readonly enrollments: Enrollment[] = [];
  /** The slots of two classes, and whether each lives. */
  readonly slots: boolean[][] = [[], []];
  day = 0;

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec(`BEGIN;
      INSERT INTO locations (id, name, time_zone, created_at, updated_at) VALUES ('loc', 'Main', 'UTC', 0, 0);
      INSERT INTO families (id, name, sort_name, created_at, updated_at) VALUES ('fam', 'A', 'a', 0, 0);
      INSERT INTO students (id, family_id, first_name, last_name, sort_name, created_at, updated_at) VALUES ('stu', 'fam', 'A', 'B', 'b', 0, 0);
      INSERT INTO classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
        VALUES ('c0', 'loc', 'A', ${CAPACITY}, '2020-01-01', 0, 0), ('c1', 'loc', 'B', ${CAPACITY}, '2020-01-01', 0, 0);
      UPDATE account_day SET today = '${FIRST}';`);
  }

  run(text: string, ...values: (string | number | null)[]): void {
    this.prepared(text).run(...values);
  }

  prepared(text: string): StatementSync {
    const known = prepared.get(text) ?? this.database.prepare(text);
    prepared.set(text, known);
    return known;
  }

  apply([kind, a, b, c, d]: Operation): void {
    const classId = a % 2;
    const id = this.enrollments.length === 0 ? -1 : a % this.enrollments.length;
    const known = this.enrollments[id];
    if (kind === "enroll") {
      const to = c > 20 ? null : b + c;
      const made = { classId, kind: d === 3 ? "wait" : "active", from: b, to, slots: null, deleted: false };
      this.enrollments.push(made);
      this.run(
        "INSERT INTO enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at) VALUES (?, 'stu', ?, ?, ?, ?, 0, 0)",
        `e${this.enrollments.length - 1}`,
        `c${classId}`,
        made.kind,
        dayOf(b),
        to === null ? null : dayOf(to),
      );
    } else if (kind === "slot") {
      this.slots[classId]!.push(true);
      this.run(
        "INSERT INTO slots (id, class_id, created_at, updated_at) VALUES (?, ?, 0, 0)",
        `c${classId}s${this.slots[classId]!.length - 1}`,
        `c${classId}`,
      );
    } else if (kind === "dropSlot" && this.slots[classId]!.length > 0) {
      const slot = b % this.slots[classId]!.length;
      this.slots[classId]![slot] = !this.slots[classId]![slot];
      this.run(
        "UPDATE slots SET deleted_at = ? WHERE id = ?",
        this.slots[classId]![slot] ? null : 1,
        `c${classId}s${slot}`,
      );
    } else if (kind === "turn") {
      this.day += c % 9;
      this.run("UPDATE account_day SET today = ?", dayOf(this.day));
    } else if (known) this.change(known, id, kind, b, d);
  }

  change(known: Enrollment, id: number, kind: string, b: number, d: number): void {
    if (kind === "end") known.to = known.from + b;
    if (kind === "delete") known.deleted = true;
    if (kind === "restore") known.deleted = false;
    if (kind === "choose") known.slots = d === 0 ? null : [b % 3];
    this.run(
      "UPDATE enrollments SET ends_on = ?, deleted_at = ?, slot_ids = ? WHERE id = ?",
      known.to === null ? null : dayOf(known.to),
      known.deleted ? 1 : null,
      known.slots === null ? null : JSON.stringify(known.slots.map((slot) => `c${known.classId}s${slot}`)),
      `e${id}`,
    );
  }

  /** Who takes a slot on a day, counted one by one. */
  students(classId: number, slot: number, day: number): number {
    return this.enrollments.filter(
      (one) =>
        one.classId === classId &&
        one.kind !== "wait" &&
        !one.deleted &&
        one.from <= day &&
        (one.to === null || one.to >= day) &&
        (one.slots === null || one.slots.includes(slot)),
    ).length;
  }

  value(expression: ReturnType<typeof sql>): number {
    const query = select({ value: expression }, sql``);
    return this.prepared(query.sql).get(...(query.params as string[]))!.value as number;
  }

  check(): void {
    const kept = this.prepared(
      "SELECT slot_id, day, change FROM slot_loads WHERE change <> 0 ORDER BY 1, 2",
    ).all();
    const source = this.prepared(
      "SELECT slot_id, day, change FROM slot_loads_source WHERE change <> 0 ORDER BY 1, 2",
    ).all();
    expect(kept).toEqual(source);
    for (const [classId, slots] of this.slots.entries()) {
      for (const [slot, lives] of slots.entries()) if (lives) this.checkSlot(classId, slot);
    }
  }

  checkSlot(classId: number, slot: number): void {
    const [slotId, id] = [sql`${`c${classId}s${slot}`}`, sql`${`c${classId}`}`];
    for (const day of [0, 7, this.day, 40]) {
      expect(this.value(studentsOn(slotId, sql`${dayOf(day)}`))).toBe(this.students(classId, slot, day));
      const span = { slotId, classId: id, from: sql`${dayOf(day)}`, nowMs: 0 };
      const most = (last: number) =>
        Math.max(...Array.from({ length: last - day + 1 }, (_, i) => this.students(classId, slot, day + i)));
      expect(this.value(freePlaces({ ...span, to: FOREVER }))).toBe(CAPACITY - most(99));
      expect(this.value(freePlaces({ ...span, to: sql`${dayOf(day + 14)}` }))).toBe(
        CAPACITY - most(day + 14),
      );
    }
  }
}

function dayOf(day: number): string {
  return addDays(FIRST, day);
}

it("counts the students of every day as one would by hand, in 1,000 histories of 50 operations", () => {
  const database = nodeDatabase();
  fc.assert(
    fc.property(fc.array(operation, { minLength: 50, maxLength: 50 }), (operations) => {
      const history = new History(database);
      try {
        for (const one of operations) history.apply(one);
        history.check();
      } finally {
        database.exec("ROLLBACK");
      }
    }),
    { numRuns: 1_000 },
  );
}, 120_000);
