import type { DatabaseSync, StatementSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../tenant-schema/dates.ts";
import { nodeDatabase } from "../harness/node-database.ts";

// The lists are derived by triggers; whatever happens to the rows they come from, they must equal what their
// source views say, the words must be findable, and the tallies must be the counts.

const NAMES = ["nunez", "lee", "oneill", "ray"];
const DAY = "2026-11-21";

type Operation = readonly [kind: string, a: number, b: number, c: number];

const operation: fc.Arbitrary<Operation> = fc.tuple(
  fc.constantFrom(
    "addFamily",
    "addFamily",
    "renameFamily",
    "deleteFamily",
    "restoreFamily",
    "flagFamily",
    "suspend",
    "lift",
    "addPerson",
    "addPerson",
    "renamePerson",
    "deletePerson",
    "restorePerson",
    "movePerson",
    "enroll",
    "enroll",
    "drop",
    "turnDay",
  ),
  fc.nat(7),
  fc.nat(7),
  fc.nat(40),
);
const PEOPLE = ["guardians", "emails", "phones", "students"] as const;

const prepared = new Map<string, StatementSync>();

class History {
  readonly database: DatabaseSync;
  families = 0;
  people = 0;
  enrollments = 0;
  suspensions = 0;
  day = DAY;

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec("BEGIN");
    this.run(
      "insert into locations (id, name, time_zone, created_at, updated_at) values ('loc', 'Main', 'UTC', 0, 0)",
    );
    this.run(
      "insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at) values ('cls', 'loc', 'A', 9, '2020-01-01', 0, 0)",
    );
    this.run("update account_day set today = ?", this.day);
  }

  run(sql: string, ...values: (string | number | null)[]): void {
    const known = prepared.get(sql) ?? this.database.prepare(sql);
    prepared.set(sql, known);
    known.run(...values);
  }

  apply([kind, a, b, c]: Operation): void {
    const name = NAMES[c % NAMES.length]!;
    const words = JSON.stringify([name, NAMES[b % NAMES.length]].sort());
    const family = `f${this.families === 0 ? 0 : a % this.families}`;
    const table = PEOPLE[b % PEOPLE.length]!;
    const person = `p${this.people === 0 ? 0 : c % this.people}`;
    switch (kind) {
      case "addFamily":
        this.run(
          "insert into families (id, name, sort_name, name_words, created_at, updated_at) values (?, ?, ?, ?, 0, 0)",
          `f${this.families}`,
          name,
          name,
          words,
        );
        this.families += 1;
        return;
      case "renameFamily":
        this.run(
          "update families set name = ?, sort_name = ?, name_words = ? where id = ?",
          name,
          name,
          words,
          family,
        );
        break;
      case "deleteFamily":
        this.run("update families set deleted_at = 1 where id = ?", family);
        break;
      case "restoreFamily":
        this.run("update families set deleted_at = null where id = ?", family);
        break;
      case "flagFamily":
        this.run("update families set needs_review = 1 - needs_review where id = ?", family);
        break;
      case "suspend":
        this.run(
          "insert into family_suspensions (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at) select ?, ?, 'x', 0, 'x', 0, 0 where exists (select 1 from families where id = ?) and not exists (select 1 from family_suspensions where family_id = ? and lifted_at is null)",
          `s${this.suspensions++}`,
          family,
          family,
          family,
        );
        break;
      case "lift":
        this.run("update family_suspensions set lifted_at = 1 where family_id = ?", family);
        break;
      case "addPerson":
        if (this.families > 0) this.addPerson(table, family, name, words, c);
        return;
      case "renamePerson":
        this.renamePerson(table, person, name, words, c);
        break;
      case "deletePerson":
        this.run(`update ${table} set deleted_at = 1 where id = ?`, person);
        break;
      case "restorePerson":
        this.run(`update ${table} set deleted_at = null where id = ?`, person);
        break;
      case "movePerson":
        this.run(
          `update ${table} set family_id = ? where id = ? and exists (select 1 from families where id = ?)`,
          family,
          person,
          family,
        );
        break;
      case "enroll":
        this.enroll(person, c);
        break;
      case "drop":
        this.run(
          "update enrollments set ends_on = max(starts_on, ?) where id = ?",
          addDays(this.day, (b % 3) - 1),
          `e${this.enrollments === 0 ? 0 : c % this.enrollments}`,
        );
        break;
      case "turnDay":
        this.turnDay(c % 5);
    }
  }

  addPerson(table: (typeof PEOPLE)[number], family: string, name: string, words: string, c: number): void {
    const id = `p${this.people}`;
    this.people += 1;
    if (table === "guardians")
      this.run(
        "insert into guardians (id, family_id, first_name, last_name, name_words, is_primary, created_at, updated_at) values (?, ?, ?, 'x', ?, ?, 0, 0)",
        id,
        family,
        name,
        words,
        c % 2,
      );
    if (table === "students")
      this.run(
        "insert into students (id, family_id, first_name, last_name, sort_name, name_words, birth_date, created_at, updated_at) values (?, ?, ?, 'x', ?, ?, ?, 0, 0)",
        id,
        family,
        name,
        name,
        words,
        `201${c % 10}-01-01`,
      );
    if (table === "emails")
      this.run(
        "insert into emails (id, family_id, address, address_folded, is_primary, created_at, updated_at) values (?, ?, ?, ?, ?, 0, 0)",
        id,
        family,
        `${name}@x.org`,
        `${name}@x.org`,
        c % 2,
      );
    if (table === "phones")
      this.run(
        "insert into phones (id, family_id, number, e164, search_digits, created_at, updated_at) values (?, ?, ?, ?, ?, 0, 0)",
        id,
        family,
        `55${c}`,
        `+155${c}`,
        JSON.stringify([`fp155${c}`]),
      );
  }

  renamePerson(table: (typeof PEOPLE)[number], id: string, name: string, words: string, c: number): void {
    if (table === "guardians")
      this.run(
        "update guardians set first_name = ?, name_words = ?, is_primary = ? where id = ?",
        name,
        words,
        c % 2,
        id,
      );
    if (table === "students")
      this.run(
        "update students set first_name = ?, sort_name = ?, name_words = ? where id = ?",
        name,
        name,
        words,
        id,
      );
    if (table === "emails")
      this.run(
        "update emails set address = ?, address_folded = ? where id = ?",
        `${name}@y.org`,
        `${name}@y.org`,
        id,
      );
    if (table === "phones")
      this.run("update phones set search_digits = ? where id = ?", JSON.stringify([`fp1${c}`]), id);
  }

  enroll(student: string, c: number): void {
    const startsOn = addDays(this.day, (c % 7) - 3);
    const endsOn = c % 3 === 0 ? null : addDays(startsOn, c % 5);
    this.run(
      "insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at) select ?, ?, 'cls', ?, ?, ?, 0, 0 where exists (select 1 from students where id = ?)",
      `e${this.enrollments}`,
      student,
      c % 4 === 0 ? "trial" : "active",
      startsOn,
      endsOn,
      student,
    );
    this.enrollments += 1;
  }

  /** What the job `turn-day` does, in plain SQL. */
  turnDay(days: number): void {
    this.day = addDays(this.day, days);
    this.run("update account_day set today = ?", this.day);
    this.run(
      "update family_list set (is_active, active_changes_on) = (select a.is_active, a.active_changes_on from family_activity a where a.family_id = family_list.family_id) where active_changes_on <= ?",
      this.day,
    );
    this.run(
      "update student_list set (is_active, active_changes_on) = (select a.is_active, a.active_changes_on from student_activity a where a.student_id = student_list.student_id) where active_changes_on <= ?",
      this.day,
    );
  }

  all(sql: string): unknown[] {
    return this.database.prepare(sql).all();
  }

  check(): void {
    expect(this.all("select * from family_list order by 1")).toEqual(
      this.all("select * from family_list_source order by 1"),
    );
    expect(this.all("select * from student_list order by 1")).toEqual(
      this.all("select * from student_list_source order by 1"),
    );
    expect(this.all("select * from search_tokens order by 1, 2, 3, 4")).toEqual(
      this.all(`select substr(value, 1, 2) as scope, substr(value, 3) as token, sort_name, family_id as id from family_list, json_each(words)
        union select iif(instr(value, ' '), 'sw', 'sn'), value, sort_name, student_id
          from student_list, json_each(words) order by 1, 2, 3, 4`),
    );
    expect(
      this.all(
        "select name, value from tallies where name glob 'families*' or name glob 'students*' order by 1",
      ),
    ).toEqual(
      this.all(`select 'families' as name, count(*) as value from family_list
        union all select 'families.active', count(*) from family_list where is_active = 1
        union all select 'families.review', count(*) from family_list where needs_review = 1
        union all select 'families.suspended', count(*) from family_list where is_suspended = 1
        union all select 'students', count(*) from student_list
        union all select 'students.active', count(*) from student_list where is_active = 1`),
    );
  }
}

describe("the lists", () => {
  it("equal their source after any history of 50 operations", () => {
    const database = nodeDatabase();
    fc.assert(
      fc.property(fc.array(operation, { minLength: 50, maxLength: 50 }), (operations) => {
        const history = new History(database);
        try {
          for (const step of operations) history.apply(step);
          history.check();
        } finally {
          database.exec("ROLLBACK");
        }
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);
});
