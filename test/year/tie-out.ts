import Papa from "papaparse";
import { expect } from "vitest";
import { type IsoDate, lastDayOfMonth } from "../../tenant-schema/dates.ts";
import type { PlainBooks, PlainEntry, PlainLine } from "./plain-books.ts";
import type { Year } from "./year.ts";

// The reports as somebody reads them who downloads them, beside one another and beside the plain books.

type Row = Readonly<Record<string, string>>;
type Span = { readonly from: IsoDate; readonly to: IsoDate };

const MONEY = ["Card", "eCheck", "Terminal", "Cash", "Check"];
const CREDITS = ["Gift card", "Coupon", "House credit", "Other credit"];
const AGES = ["Not yet due", "1–30", "31–60", "61–90", "Over 90"];
const EVER = "2026-12-01";

async function report(year: Year, code: string, filter: object): Promise<Row[]> {
  const { office } = year;
  const { id } = await office.post<{ id: string }>("/reports/runs", { code, filter });
  await office.settle();
  const text = await office.text(`/reports/runs/${id}/file?format=csv`);
  return Papa.parse<Row>(text.replace("\u{feff}", ""), { header: true, skipEmptyLines: true }).data;
}

/** At the end of a month all reports say what the books say, and what they said of earlier days. */
export async function tieOut(year: Year, month: IsoDate, endsBefore: readonly IsoDate[]): Promise<void> {
  const span = { from: month, to: lastDayOfMonth(month) };
  const owed = await tieAged(year);
  await tieDeposit(year, span);
  await tieCategories(year, span);
  // The list of all charges grows by a thousand rows a month, so it is read four times.
  if ((endsBefore.length + 1) % 3 === 0) {
    const all = await tieCategories(year, { from: EVER, to: span.to });
    expect(sum(all, "Remaining"), "FIN-6 remaining is FIN-1").toBe(owed);
  }
  for (const end of endsBefore) await tieEarlier(year, end, {});
  const last = endsBefore.at(-1);
  if (last) await tieEarlier(year, last, { knownOn: last });
}

/** FIN-1 of today: every family's total, and all of them by age. Answers what is to be paid. */
async function tieAged(year: Year): Promise<number> {
  const { books } = year;
  const rows = await report(year, "FIN-1", {});
  expect(totals(rows), "FIN-1 is what each family owes").toEqual(nonZero(books.balances(books.today), rows));
  const open = [...books.lines.values()].flat();
  for (const age of AGES) {
    const minor = open
      .filter((line) => ageOf(line, books.today) === age)
      .reduce((all, line) => all + line.openMinor, 0);
    expect(sum(rows, age), `FIN-1 ${age}`).toBe(minor);
  }
  const spare = [...books.money.values()].flat().reduce((all, money) => all + money.unappliedMinor, 0);
  expect(sum(rows, "On account"), "FIN-1 on account").toBe(-spare);
  const owed = AGES.reduce((all, age) => all + sum(rows, age), 0);
  expect(sum(rows, "Total"), "FIN-1 adds up").toBe(owed - spare);
  return owed;
}

async function tieEarlier(year: Year, on: IsoDate, known: { knownOn?: IsoDate }): Promise<void> {
  const rows = await report(year, "FIN-1", { on, ...known });
  const said = `FIN-1 of ${on}, known ${known.knownOn ?? "now"}`;
  expect(totals(rows), said).toEqual(nonZero(year.books.balances(on, known.knownOn), rows));
}

/** FIN-2 is every movement of money; FIN-4 splits it by what it paid. */
async function tieDeposit(year: Year, span: Span): Promise<void> {
  const filter = { period: "custom", ...span };
  const rows = await report(year, "FIN-2", filter);
  const moved = rows.filter((row) => row.Part === "Received and given back");
  const within = year.books.entries.filter((one) => one.method !== null && isWithin(one.on, span));
  const line = ({ family, on, method, minor }: PlainEntry) => `${on} ${family} ${method} ${-minor}`;
  expect(
    moved.map((row) => `${row.Date} ${row.Family} ${row.Method} ${minorOf(row.Amount)}`).sort(),
    "FIN-2",
  ).toEqual(within.map(line).sort());
  const refused = rows.filter((row) => row.Part === "Declined");
  expect(
    refused.map((row) => `${row.Date} ${row.Family} ${minorOf(row.Amount)}`).sort(),
    "FIN-2 declined",
  ).toEqual(
    year.declined
      .filter(({ on }) => isWithin(on, span))
      .map(({ on, family, minor }) => `${on} ${family} ${minor}`)
      .sort(),
  );
  const split = (await report(year, "FIN-4", filter)).filter((row) => !row.Part!.startsWith("Given back"));
  expect(sum(split, "Money"), "FIN-4 is FIN-2").toBe(sum(moved, "Amount"));
  for (const method of MONEY) {
    const own = moved.filter((row) => row.Method === method);
    expect(sum(split, method), `FIN-4 ${method} is FIN-2`).toBe(sum(own, "Amount"));
  }
  const programs = [...year.ids.programs.keys(), ""];
  for (const program of programs) {
    const own = split.filter((row) => row.Program === (program || "No program"));
    for (const method of [...MONEY, ...CREDITS]) {
      const uses = year.books.uses.filter((one) => one.program === program && one.method === method);
      const minor = uses.filter(({ on }) => isWithin(on, span)).reduce((all, one) => all + one.minor, 0);
      expect(sum(own, method), `FIN-4 ${program} by ${method}`).toBe(minor);
    }
  }
}

/** FIN-6 by category is what was charged less what was taken back. Answers its rows that count. */
async function tieCategories(year: Year, span: Span): Promise<Row[]> {
  const rows = await report(year, "FIN-6", { period: "custom", ...span, group: "category" });
  const counted = rows.filter((row) => row.Part === "Charges");
  const lines = linesOf(year.books).filter((line) => isWithin(line.chargeOn, span) && !line.isVoid);
  const table = (of: (category: string) => readonly number[]) =>
    [...year.ids.categories.keys(), ""].map((category) => [category, ...of(category)]);
  const reported = table((category) => {
    const own = counted.filter((row) => row["Charge category"] === category);
    return [own.length, sum(own, "Amount"), sum(own, "Tax"), sum(own, "Remaining")];
  });
  const expected = table((category) => {
    const own = lines.filter((line) => line.category === category);
    const add = (of: (line: PlainLine) => number) => own.reduce((all, line) => all + of(line), 0);
    return [own.length, add((one) => one.netMinor), add((one) => one.taxMinor), add((one) => one.openMinor)];
  });
  expect(reported, "FIN-6").toEqual(expected);
  expect(sum(counted, "Charged") - sum(counted, "Paid"), "FIN-6 adds up").toBe(sum(counted, "Remaining"));
  return counted;
}

function linesOf(books: PlainBooks): PlainLine[] {
  return [...books.lines.values()].flat();
}

function ageOf(line: PlainLine, today: IsoDate): string {
  const days = (Date.parse(today) - Date.parse(line.dueOn)) / 86_400_000;
  return AGES[days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4]!;
}

function totals(rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.Family, minorOf(row.Total)]));
}

/** A family that owes as much as it has on account is on the report as well. */
function nonZero(balances: ReadonlyMap<string, number>, rows: readonly Row[]): Record<string, number> {
  const listed = new Set(rows.map((row) => row.Family));
  return Object.fromEntries([...balances].filter(([family, minor]) => minor !== 0 || listed.has(family)));
}

function isWithin(day: IsoDate, { from, to }: Span): boolean {
  return from <= day && day <= to;
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((all, row) => all + minorOf(row[column]), 0);
}

function minorOf(text: string | undefined): number {
  if (text === undefined) throw new Error("There is no such column");
  return Math.round(Number(text) * 100);
}
