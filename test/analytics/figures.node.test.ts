import type { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { readFigures } from "../../analytics/figures.ts";
import { syncAccount } from "../../analytics/sync-account.ts";
import { addDays, addMonths, lastDayOfMonth } from "../../tenant-schema/dates.ts";
import { nodeDatabase } from "../harness/node-database.ts";
import { Histories, randomFrom } from "./histories.ts";
import { emptyStoreFile, sourceOver, storeOver } from "./node-store.ts";

const SEED = Number(process.env.SYNC_SEED ?? Date.now() % 1_000_000);
const TODAY = "2026-07-17";
const MONTHS = Array.from({ length: 14 }, (_, i) => addMonths("2026-01-01", i - 1).slice(0, 7));

type Row = Record<string, string | number | null>;
type Span = { starts_on: string; ends_on: string | null; student_id: string; class_id: string };

/** The rules read plainly, from the account itself. */
function plain(database: DatabaseSync) {
  const all = (sql: string) => database.prepare(sql).all() as Row[];
  const enrolled = all(
    "SELECT student_id, class_id, starts_on, ends_on FROM enrollments WHERE deleted_at IS NULL AND kind = 'active'",
  ) as unknown as Span[];
  const at = (day: string) =>
    enrolled.filter((e) => e.starts_on <= day && (e.ends_on === null || e.ends_on >= day));
  const students = (day: string) => new Set(at(day).map((e) => e.student_id));
  const postings = all(
    "SELECT debit, credit, amount_minor, substr(effective_on, 1, 7) AS month FROM postings",
  );
  const sum = (account: string, sign: number, isIn: (month: string) => boolean) =>
    postings
      .filter(({ month }) => isIn(String(month)))
      .reduce((total, { debit, credit, amount_minor }) => {
        const amount = Number(amount_minor) * sign;
        return total + (debit === account ? amount : 0) - (credit === account ? amount : 0);
      }, 0);
  return { all, at, students, sum };
}

it(`the figures of random schools are what a plain reading of them says (SYNC_SEED=${SEED})`, async () => {
  const random = randomFrom(SEED);
  const store = storeOver(emptyStoreFile());
  for (let account = 0; account < 4; account++) {
    const database = nodeDatabase();
    const history = new Histories(database, random);
    const id = `acc_${account}`;
    for (let round = 0; round < 3; round++) {
      for (let step = 0; step < 25; step++) history.step();
      await syncAccount(sourceOver(database, id), store, { enterpriseId: "ent_1", nowMs: 0 });
    }
    const [figures] = await readFigures(store, [{ id, today: TODAY }], MONTHS);
    const { all, at, students, sum } = plain(database);
    for (const month of figures!.months) {
      const isNow = month.month === TODAY.slice(0, 7);
      const end = lastDayOfMonth(`${month.month}-01`);
      const before = students(addDays(`${month.month}-01`, -1));
      const after = students(end);
      expect(month, month.month).toMatchObject({
        enrollments: at(isNow ? TODAY : end).length,
        students: after.size,
        studentsBefore: before.size,
        studentsLost: [...before].filter((student) => !after.has(student)).length,
        revenueMinor: sum("revenue", -1, (other) => other === month.month) || 0,
        receivedMinor: sum("cash", 1, (other) => other === month.month) || 0,
        receivableMinor: sum("receivable", 1, (other) => other <= month.month) || 0,
        unappliedMinor: sum("unapplied", -1, (other) => other <= month.month) || 0,
        places: placesAt(all, isNow ? TODAY : end),
        filled: filledAt(all, at(isNow ? TODAY : end), isNow ? TODAY : end),
      });
    }
    const due = (from: number, to: number) =>
      all("SELECT due_on, open_minor FROM line_balances").reduce((total, { due_on, open_minor }) => {
        const age = (Date.parse(TODAY) - Date.parse(String(due_on))) / 86_400_000;
        return total + (age >= from && age <= to ? Number(open_minor) : 0);
      }, 0);
    expect(figures!.aging).toEqual({
      notDueMinor: due(-9_999, 0),
      to30Minor: due(1, 30),
      to60Minor: due(31, 60),
      to90Minor: due(61, 90),
      over90Minor: due(91, 9_999),
    });
  }
}, 60_000);

const isOn = (row: Row, day: string) =>
  String(row.starts_on) <= day && (row.ends_on === null || String(row.ends_on) >= day);

/** The classes of a day: neither deleted nor over, nor in the archive since before it. */
function classesAt(all: (sql: string) => Row[], day: string): Row[] {
  return all("SELECT * FROM classes WHERE deleted_at IS NULL").filter((lesson) => {
    const archivedOn = new Date(Number(lesson.updated_at)).toISOString().slice(0, 10);
    const end = [String(lesson.starts_on), archivedOn].sort()[1] ?? "";
    return isOn(lesson, day) && (lesson.is_archived !== 1 || day <= end);
  });
}

/** Places of the week on a day: those of each slot's version, or of a class without slots. */
function placesAt(all: (sql: string) => Row[], day: string): number {
  const versions = all(
    `SELECT v.* FROM slot_versions v JOIN slots s ON s.id = v.slot_id AND s.deleted_at IS NULL`,
  );
  return classesAt(all, day).reduce((total, lesson) => {
    const own = versions.filter((version) => version.class_id === lesson.id);
    const places = own.length === 0 ? [lesson] : own.filter((version) => isOn(version, day));
    return total + places.reduce((sum, one) => sum + Number(one.capacity ?? lesson.capacity), 0);
  }, 0);
}

/** Places taken on a day: an enrollment takes one in each slot of its class, or one in a class without slots. */
function filledAt(all: (sql: string) => Row[], enrolled: readonly Span[], day: string): number {
  const slots = all("SELECT class_id FROM slots WHERE deleted_at IS NULL");
  const seats = new Map(
    classesAt(all, day).map(({ id }) => [
      id,
      Math.max(1, slots.filter(({ class_id }) => class_id === id).length),
    ]),
  );
  return enrolled.reduce((total, { class_id }) => total + (seats.get(class_id) ?? 0), 0);
}
