import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Query } from "../../control-plane/query.ts";
import { type FactsFound, familyFactsOf } from "../../worker/domains/tuition/facts.ts";
import { type FactsAsked, factsQueries } from "../../worker/domains/tuition/facts-queries.ts";
import { slotCounts } from "../../worker/domains/tuition/slot-counts.ts";
import { nodeDatabase } from "../harness/node-database.ts";
import { dayOf, meetingsOf, rowsFor, spanOfDays, world } from "../meetings/meetings-model.ts";

/** What the port does to an answer, on plain SQLite. */
function readAll(database: DatabaseSync, queries: Readonly<Record<string, Query<unknown>>>): FactsFound {
  const answer = ({ sql, params, decoders }: Query<unknown>) =>
    database
      .prepare(sql)
      .all(...params)
      .map((row) =>
        Object.fromEntries(
          Object.entries(decoders).map(([key, decode]) => [key, decode(row[key] as string | number | null)]),
        ),
      );
  return Object.fromEntries(Object.entries(queries).map(([key, query]) => [key, answer(query)])) as never;
}

const person = `INSERT INTO families (id, name, sort_name, created_at, updated_at) VALUES ('fam-1', 'A', 'a', 0, 0);
  INSERT INTO students (id, family_id, first_name, last_name, sort_name, created_at, updated_at)
    VALUES ('stu-1', 'fam-1', 'A', 'B', 'b', 0, 0);`;

describe("the facts a price is made of", () => {
  it("count the meetings that a plain reading of the rules says, for any school and any days", () => {
    const database = nodeDatabase();
    fc.assert(
      fc.property(world, spanOfDays, fc.nat(50), (school, [first, last], start) => {
        database.exec("BEGIN");
        try {
          for (const { sql, params } of rowsFor(school)) database.prepare(sql).run(...params);
          database.exec(person);
          const startsOn = dayOf(start);
          school.classes.forEach((_, c) => {
            database.exec(`INSERT INTO enrollments (id, student_id, class_id, kind, starts_on, created_at, updated_at)
              VALUES ('enr-${c}', 'stu-1', 'cls-${c}', 'active', '${startsOn}', 0, 0)`);
          });
          const [from, to] = [dayOf(first), dayOf(last)];
          const asked: FactsAsked = { from, to, chargeOn: from, families: { ids: ["fam-1"] } };
          const [facts] = familyFactsOf(asked, readAll(database, factsQueries(asked)));
          const within = meetingsOf(school).filter(({ meetsOn }) => meetsOn >= from && meetsOn <= to);
          for (const one of facts!.enrollments) {
            const own = within.filter(({ slotId }) => slotId.startsWith(`slt-${one.classId.slice(4)}-`));
            const enrolled = own.filter(({ meetsOn }) => meetsOn >= startsOn);
            const notBilled = own.filter(({ meetsOn }) =>
              isNotBilled(school, Number(one.classId.slice(4)), meetsOn),
            );
            const sum = (key: "meetings" | "enrolled" | "cancelled" | "blackedOut" | "enrolledBlackedOut") =>
              one.slots.reduce((total, slot) => total + slot[key], 0);
            expect([
              ...[sum("meetings"), sum("enrolled"), sum("cancelled")],
              ...[sum("blackedOut"), sum("enrolledBlackedOut")],
            ]).toEqual([
              own.length,
              enrolled.length,
              enrolled.filter(({ isCancelled }) => isCancelled === 1).length,
              notBilled.length,
              notBilled.filter(({ meetsOn }) => meetsOn >= startsOn).length,
            ]);
          }
        } finally {
          database.exec("ROLLBACK");
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it("are the same for one family as among all", () => {
    const database = bigSchool(40, 3);
    const days = { from: "2026-11-01", to: "2026-11-30", chargeOn: "2026-11-01" };
    const all = ask(database, { ...days, families: { after: null, limit: 100 } });
    expect(all).toHaveLength(40);
    for (const facts of all.slice(0, 10)) {
      expect(ask(database, { ...days, families: { ids: [facts.familyId] } })).toEqual([facts]);
    }
    const rest = ask(database, { ...days, families: { after: all[24]!.familyId, limit: 10 } });
    expect(rest).toEqual(all.slice(25, 35));
  });

  it("are read for 20,000 enrollments of 8,000 families in as many queries as for one", () => {
    const database = bigSchool(8_000, 2.5);
    const asked: FactsAsked = {
      ...{ from: "2026-11-01", to: "2026-11-30", chargeOn: "2026-11-01" },
      families: { after: null, limit: 10_000 },
    };
    const facts = ask(database, asked);
    expect(facts.reduce((sum, one) => sum + one.enrollments.length, 0)).toBe(20_000);
    expect(Object.keys(factsQueries(asked))).toHaveLength(5);
  }, 60_000);

  it("know a slot that changes its day or its length within a month", () => {
    const version = (startsOn: string, endsOn: string | null, weekday: number, minutes: number) => ({
      ...{ startsOn, endsOn, weekday, minutes },
    });
    const month = { from: "2026-11-01", to: "2026-11-30" };
    const always = { startsOn: "2020-01-01", endsOn: null };
    const changed = [version("2020-01-01", "2026-11-15", 1, 60), version("2026-11-16", null, 3, 90)];
    const met = ["2026-11-02", "2026-11-09", "2026-11-18", "2026-11-25"].map((day) => [day, 0, 0] as const);
    // Mondays 2 and 9, then Wednesdays 18 and 25.
    expect(slotCounts(changed, met, month, always)).toMatchObject({
      meetings: 4,
      monthMeetings: 4,
      minutes: 75,
      lengths: [
        { minutes: 60, startsOn: null, meetings: 2, enrolled: 2, enrolledBlackedOut: 0 },
        { minutes: 90, startsOn: "2026-11-16", meetings: 2, enrolled: 2, enrolledBlackedOut: 0 },
      ],
    });
    const late = { startsOn: "2026-11-10", endsOn: "2026-11-18" };
    expect(slotCounts(changed, met, month, late)).toMatchObject({
      enrolled: 1,
      lengths: [{ enrolled: 0 }, { enrolled: 1 }],
    });
    const moved = [version("2020-01-01", "2026-11-15", 1, 60), version("2026-11-16", null, 3, 60)];
    expect(slotCounts(moved, met, month, always)).not.toHaveProperty("lengths");
    expect(slotCounts([version("2020-01-01", "2026-01-31", 1, 60)], [], month, always)).toMatchObject({
      ...{ meetings: 0, monthMeetings: 5, perWeek: 1 },
    });
    expect(slotCounts([], [], month, always)).toBeNull();
  });
});

type School = Parameters<typeof meetingsOf>[0];

/** A plain reading of closures that concern billing. */
function isNotBilled(school: School, classIndex: number, day: string): boolean {
  const { programId } = school.classes[classIndex]!;
  const reaches = {
    all: true,
    location: true,
    elsewhere: false,
    program: programId === "prg-1",
    class: classIndex === 0,
  };
  return school.closures.some(
    ({ isDeleted, effect, scope, from, days }) =>
      !isDeleted && effect !== "closure" && reaches[scope] && dayOf(from) <= day && dayOf(from + days) >= day,
  );
}

function ask(database: DatabaseSync, asked: FactsAsked) {
  return familyFactsOf(asked, readAll(database, factsQueries(asked)));
}

/** Families with so many enrollments each on average, in 400 classes that meet once a week. */
function bigSchool(families: number, each: number): DatabaseSync {
  const database = nodeDatabase();
  const stamps = "0, 0";
  database.exec(`BEGIN;
    INSERT INTO locations (id, name, time_zone, created_at, updated_at) VALUES ('loc-1', 'Main', 'UTC', ${stamps});
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
      INSERT INTO classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
      SELECT printf('cls-%05d', i), 'loc-1', 'Class ' || i, 500, '2025-01-01', ${stamps} FROM n;
    INSERT INTO slots (id, class_id, created_at, updated_at) SELECT 'slt-' || substr(id, 5), id, ${stamps} FROM classes;
    INSERT INTO slot_versions (id, slot_id, class_id, starts_on, weekday, start_minute, duration_minutes, created_at, updated_at)
      SELECT 'slv-' || substr(id, 5), id, class_id, '2025-01-01', 1 + CAST(substr(id, 5) AS INTEGER) % 6, 960, 60, ${stamps} FROM slots;
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${families - 1})
      INSERT INTO families (id, name, sort_name, created_at, updated_at)
      SELECT printf('fam-%05d', i), 'F' || i, 'f' || i, ${stamps} FROM n;
    INSERT INTO students (id, family_id, first_name, last_name, sort_name, created_at, updated_at)
      SELECT 'stu-' || substr(id, 5), id, 'Kid', name, 'kid', ${stamps} FROM families;
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${families * each - 1})
      INSERT INTO enrollments (id, student_id, class_id, kind, starts_on, created_at, updated_at)
      SELECT printf('enr-%06d', i), printf('stu-%05d', i % ${families}), printf('cls-%05d', (i * 7 + i / ${families}) % 400),
        'active', CASE i % 10 WHEN 0 THEN '2026-11-12' ELSE '2026-01-05' END, ${stamps} FROM n;
    COMMIT`);
  return database;
}
