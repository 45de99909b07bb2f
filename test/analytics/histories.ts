import type { DatabaseSync } from "node:sqlite";
import { addDays } from "../../tenant-schema/dates.ts";
import { foldEmail, nameWords, sortKey } from "../../tenant-schema/text.ts";

/** Random numbers from a seed, so that a history that fails can be run again. */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}
export type Random = ReturnType<typeof randomFrom>;

const FIRST = ["Ana", "Zoë", "José", "Mary Ann", "Łukasz", "Ida", "O'Brien", "Noah"];
const LAST = ["Baker", "Núñez", "de la Cruz", "Smith", "Smithson", "Ødegård"];
const NAMES = ["Shrimp", "Shrimps", "Penguin", "Pengiun", "Starfish"];
const KINDS = ["active", "active", "active", "trial", "wait"];
const FIRST_DAY = "2026-01-01";

/** A school in which anything may happen, through the triggers of the real schema, without the rules of the portals. */
export class Histories {
  readonly #database: DatabaseSync;
  readonly #random: Random;
  #made = 0;

  constructor(database: DatabaseSync, random: Random) {
    this.#database = database;
    this.#random = random;
    this.#run(
      "INSERT INTO locations (id, name, time_zone, created_at, updated_at) VALUES ('loc', 'Main', 'America/Chicago', 0, 0)",
    );
    this.#run(
      "INSERT INTO staff (id, first_name, last_name, sort_name, username, username_folded, created_at, updated_at) VALUES ('stf', 'S', 'S', 's', 's', 's', 0, 0)",
    );
    for (let i = 0; i < 3; i++) this.#addClass();
    // Else everybody who enrols before the first family comes does nothing.
    this.#addFamily();
  }

  /** One act of somebody. */
  step(): void {
    const acts = [
      () => this.#addFamily(),
      () => this.#addFamily(),
      () => this.#enrol(),
      () => this.#enrol(),
      () => this.#charge(),
      () => this.#pay(),
      () => this.#merge(),
      () => this.#changeDates(),
      () => this.#changeDates(),
      () => this.#changeClass(),
      () => this.#rename(),
      () => this.#deleteOrRestore(),
      () => this.#deleteOrRestore(),
      () => this.#hardDelete(),
      () => this.#nameList(),
    ];
    this.#random.pick(acts)();
  }

  #run(sql: string, ...params: (string | number | null)[]): void {
    this.#database.prepare(sql).run(...params);
  }

  #id(prefix: string): string {
    this.#made += 1;
    return `${prefix}_${String(this.#made).padStart(5, "0")}`;
  }

  #any(table: string): string | undefined {
    const ids = this.#database.prepare(`SELECT id FROM ${table} ORDER BY id`).all() as { id: string }[];
    return ids.length > 0 ? this.#random.pick(ids).id : undefined;
  }

  #day(): string {
    return addDays(FIRST_DAY, this.#random.below(400));
  }

  #addFamily(): void {
    const family = this.#id("fam");
    const last = this.#random.pick(LAST);
    this.#run(
      "INSERT INTO families (id, name, sort_name, city, created_at, updated_at) VALUES (?, ?, ?, ?, 5, 5)",
      family,
      last,
      sortKey(last),
      this.#random.pick(["Chicago", null]),
    );
    for (let i = 0; i <= this.#random.below(2); i++) this.#addGuardian(family, last, i);
    for (let i = 0; i <= this.#random.below(2); i++) {
      this.#run(
        "INSERT INTO students (id, family_id, first_name, last_name, sort_name, created_at, updated_at) VALUES (?, ?, ?, ?, '', 5, 5)",
        this.#id("stu"),
        family,
        this.#random.pick(FIRST),
        last,
      );
    }
  }

  #addGuardian(family: string, last: string, position: number): void {
    const guardian = this.#id("gua");
    const first = this.#random.pick(FIRST);
    this.#run(
      "INSERT INTO guardians (id, family_id, first_name, last_name, name_words, is_primary, position, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 5, 5)",
      guardian,
      family,
      first,
      last,
      JSON.stringify(nameWords(first, last)),
      position === 0 ? 1 : 0,
      position,
    );
    const address = `${first}.${guardian}@Example.org`;
    this.#run(
      "INSERT INTO emails (id, family_id, guardian_id, address, address_folded, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 5, 5)",
      this.#id("eml"),
      family,
      guardian,
      address,
      foldEmail(address),
    );
    const digits = `1312555${String(this.#random.below(10_000)).padStart(4, "0")}`;
    this.#run(
      "INSERT INTO phones (id, family_id, guardian_id, number, e164, search_digits, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 5, 5)",
      this.#id("pho"),
      family,
      guardian,
      digits,
      `+${digits}`,
      JSON.stringify([`fp${digits}`, `fr${[...digits].reverse().join("")}`]),
    );
  }

  #addClass(): void {
    const id = this.#id("cls");
    this.#run(
      "INSERT INTO classes (id, location_id, name, capacity, starts_on, ends_on, created_at, updated_at) VALUES (?, 'loc', 'Class', ?, ?, ?, 5, 5)",
      id,
      4 + this.#random.below(8),
      FIRST_DAY,
      this.#random.pick([null, "2026-12-31"]),
    );
    for (let i = 0; i < this.#random.below(3); i++) this.#addSlot(id);
  }

  #addSlot(classId: string): void {
    const slot = this.#id("slt");
    this.#run("INSERT INTO slots (id, class_id, created_at, updated_at) VALUES (?, ?, 5, 5)", slot, classId);
    this.#run(
      "INSERT INTO slot_versions (id, slot_id, class_id, starts_on, ends_on, weekday, start_minute, duration_minutes, capacity, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, 600, 60, ?, 5, 5)",
      this.#id("slv"),
      slot,
      classId,
      FIRST_DAY,
      this.#random.pick([null, "2026-06-30"]),
      this.#random.pick([null, 3]),
    );
  }

  #enrol(): void {
    const [student, lesson] = [this.#any("students"), this.#any("classes")];
    if (!student || !lesson) return;
    const start = this.#day();
    const end = this.#random.pick([null, null, addDays(start, this.#random.below(120))]);
    const transfer = this.#random.below(6) === 0 ? (this.#any("enrollments") ?? null) : null;
    this.#run(
      "INSERT INTO enrollments (id, student_id, class_id, kind, starts_on, ends_on, transferred_from_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 5, 5)",
      this.#id("enr"),
      student,
      lesson,
      this.#random.pick(KINDS),
      start,
      end,
      transfer,
    );
  }

  #changeDates(): void {
    const id = this.#any("enrollments");
    if (id)
      this.#run(
        "UPDATE enrollments SET ends_on = CASE WHEN ends_on IS NULL THEN date(starts_on, ?) END, kind = ? WHERE id = ?",
        `+${this.#random.below(90)} days`,
        this.#random.pick(KINDS),
        id,
      );
  }

  #changeClass(): void {
    const id = this.#any("classes");
    if (!id) return;
    const acts = [
      () => this.#addClass(),
      () => this.#addSlot(id),
      () =>
        this.#run(
          "UPDATE classes SET capacity = ?, ends_on = ? WHERE id = ?",
          this.#random.below(9),
          this.#random.pick([null, "2026-09-30"]),
          id,
        ),
      () =>
        this.#run(
          "UPDATE classes SET is_archived = 1 - is_archived, updated_at = ? WHERE id = ?",
          Date.parse("2026-08-15"),
          id,
        ),
      () =>
        this.#run(
          "UPDATE slots SET deleted_at = CASE WHEN deleted_at IS NULL THEN 9 END WHERE class_id = ?",
          id,
        ),
      () => this.#run("UPDATE slot_versions SET capacity = ? WHERE class_id = ?", this.#random.below(9), id),
    ];
    this.#random.pick(acts)();
  }

  /** All of one family goes to another, and perhaps back: a merge and its undo look like this to the log. */
  #merge(): void {
    const [from, to] = [this.#any("families"), this.#any("families")];
    if (!from || !to || from === to) return;
    for (const table of ["guardians", "emails", "phones", "students", "charges"]) {
      this.#run(`UPDATE ${table} SET family_id = ? WHERE family_id = ?`, to, from);
    }
    this.#run("UPDATE families SET deleted_at = 9 WHERE id = ?", from);
  }

  #rename(): void {
    const [guardian, family] = [this.#any("guardians"), this.#any("families")];
    const [first, last] = [this.#random.pick(FIRST), this.#random.pick(LAST)];
    if (guardian)
      this.#run(
        "UPDATE guardians SET first_name = ?, last_name = ?, name_words = ?, is_primary = 1 - is_primary WHERE id = ?",
        first,
        last,
        JSON.stringify(nameWords(first, last)),
        guardian,
      );
    if (family) this.#run("UPDATE families SET name = ? WHERE id = ?", last, family);
  }

  #deleteOrRestore(): void {
    const table = this.#random.pick([
      "families",
      "guardians",
      "emails",
      "phones",
      "students",
      "enrollments",
      "classes",
      "levels",
    ]);
    const id = this.#any(table);
    if (id)
      this.#run(`UPDATE ${table} SET deleted_at = CASE WHEN deleted_at IS NULL THEN 9 END WHERE id = ?`, id);
  }

  #hardDelete(): void {
    const table = this.#random.pick(["emails", "phones", "programs"]);
    const id = this.#any(table);
    if (id) this.#run(`DELETE FROM ${table} WHERE id = ?`, id);
  }

  #nameList(): void {
    const table = this.#random.pick(["levels", "programs", "charge_categories"]);
    const name = `${this.#random.pick(NAMES)} ${this.#id("name")}`;
    const known = this.#any(table);
    if (known && this.#random.below(2) === 0)
      this.#run(`UPDATE ${table} SET name = ? WHERE id = ?`, name, known);
    else
      this.#run(
        `INSERT INTO ${table} (id, name, created_at, updated_at) VALUES (?, ?, 5, 5)`,
        this.#id("lst"),
        name,
      );
  }

  #charge(): void {
    const family = this.#any("families");
    if (!family) return;
    const [charge, line, day] = [this.#id("chg"), this.#id("chl"), this.#day()];
    const amount = 1_000 + this.#random.below(9_000);
    this.#run(
      "INSERT INTO charges (id, number, family_id, location_id, title, charge_on, due_on, source, created_at, updated_at) VALUES (?, ?, ?, 'loc', 'Tuition', ?, ?, 'manual', 5, 5)",
      charge,
      this.#made,
      family,
      day,
      day,
    );
    this.#run(
      "INSERT INTO charge_lines (id, charge_id, family_id, kind, description, base_minor, net_minor, total_minor, created_at, updated_at) VALUES (?, ?, ?, 'tuition', 'x', ?, ?, ?, 5, 5)",
      line,
      charge,
      family,
      amount,
      amount,
      amount,
    );
    this.#post("charge", "receivable", "revenue", { amount, family, line, charge, payment: null, day });
    if (this.#random.below(3) === 0)
      this.#run("UPDATE charges SET due_on = date(due_on, '+9 days') WHERE id = ?", charge);
  }

  #pay(): void {
    const open = this.#database
      .prepare(
        "SELECT line_id AS line, charge_id AS charge, family_id AS family, open_minor AS open, grown_on AS day FROM line_balances WHERE open_minor > 0 ORDER BY line_id LIMIT 1",
      )
      .get() as { line: string; charge: string; family: string; open: number; day: string } | undefined;
    if (!open) return;
    const payment = this.#id("pay");
    const amount = open.open + this.#random.below(500);
    this.#run(
      "INSERT INTO payments (id, number, family_id, location_id, kind, method, title, amount_minor, received_on, status, created_at, updated_at) VALUES (?, ?, ?, 'loc', 'payment', 'cash', 'x', ?, ?, 'settled', 5, 5)",
      payment,
      this.#made,
      open.family,
      amount,
      open.day,
    );
    this.#post("payment", "cash", "unapplied", { ...open, amount, line: null, charge: null, payment });
    this.#post("allocation", "unapplied", "receivable", {
      ...open,
      amount: Math.max(1, this.#random.below(open.open) + 1),
      payment,
    });
  }

  #post(
    kind: string,
    debit: string,
    credit: string,
    what: {
      amount: number;
      family: string;
      line: string | null;
      charge: string | null;
      payment: string | null;
      day: string;
    },
  ): void {
    this.#run(
      "INSERT INTO postings (kind, debit, credit, amount_minor, family_id, location_id, charge_id, line_id, payment_id, effective_on, posted_at, change_id) VALUES (?, ?, ?, ?, ?, 'loc', ?, ?, ?, ?, 5, 'chn')",
      kind,
      debit,
      credit,
      what.amount,
      what.family,
      what.charge,
      what.line,
      what.payment,
      what.day,
    );
  }
}
