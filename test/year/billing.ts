import { expect } from "vitest";
import { addDays, type IsoDate } from "../../tenant-schema/dates.ts";
import type { RunDetail, RunRow, RunRows } from "../../worker/domains/billing-runs/shapes.ts";
import { draft } from "./drafts.ts";
import { categoryOf } from "./open-school.ts";
import type { Target } from "./plain-books.ts";
import { LATE } from "./plan.ts";
import type { Year, YearFamily } from "./year.ts";

// Acts over all families, in the office and in the books; each preview is what the books expect, line by line.

const LATE_MINOR = 1_000;
const LATE_LEAST_MINOR = 2_500;
const LATE_DAYS = 3;

async function preview(year: Year, input: object): Promise<{ run: RunDetail; rows: RunRow[] }> {
  const { office } = year;
  const { id } = await office.post<{ id: string }>("/transactions", input);
  await office.settle();
  const rows: RunRow[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `?cursor=${cursor}`;
    const page: RunRows = await office.get(`/transactions/${id}/rows${after}`);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return { run: await office.get(`/transactions/${id}`), rows };
}

async function approve(year: Year, run: RunDetail): Promise<RunDetail> {
  const { office } = year;
  const { version, tickedCount: rows, tickedMinor: totalMinor } = run;
  const input = { version, expected: { rows, totalMinor } };
  const answer = await office.post<{ outcome: string }>(`/transactions/${run.id}/approve`, input);
  expect(answer.outcome).toBe("started");
  await office.settle();
  const done = await office.get<RunDetail>(`/transactions/${run.id}`);
  expect(done).toMatchObject({ state: "done", skippedCount: 0 });
  return done;
}

/** Bills a month; afterwards nobody would be billed for it again. */
export async function runTuition(year: Year, month: IsoDate): Promise<void> {
  const chargeOn = year.books.today;
  const input = {
    ...{ kind: "tuition", month, chargeOn, dueOn: month, title: `Tuition of ${month.slice(0, 7)}` },
    categoryId: year.ids.categories.get(categoryOf(month)),
  };
  const { run, rows } = await preview(year, input);
  const expected = year.families.flatMap((family) => year.prices(family, month));
  const planned = rows.filter(({ difference }) => difference !== "gone");
  expect(byKey(planned.map((row) => [row.enrollmentId!, row.amountMinor]))).toEqual(
    byKey(expected.map(({ enrollment, netMinor, taxMinor }) => [enrollment.id, netMinor + taxMinor])),
  );
  await approve(year, run);
  year.monthsRun.push(month);
  for (const family of year.families) {
    const lines = year
      .prices(family, month)
      .filter(({ netMinor }) => netMinor > 0)
      .map(({ enrollment, netMinor, taxMinor }) => ({
        ...{ enrollment, month, netMinor, taxMinor },
        category: categoryOf(month),
        program: enrollment.taught.program,
      }));
    if (lines.length > 0) year.billTuition(family, { chargeOn, dueOn: month }, lines);
  }
  // A preview is dear: twice a year is enough to see that a second run would bill nobody.
  if (month.slice(5, 7) === "01" || month.slice(5, 7) === "07")
    expect((await preview(year, input)).run).toMatchObject({ tickedCount: 0, tickedMinor: 0 });
}

export async function runCredits(year: Year): Promise<void> {
  const { run, rows } = await preview(year, { kind: "apply_credits", on: year.books.today });
  const before = onAccount(year);
  for (const family of year.families) year.books.applyCredits(family.name);
  const after = onAccount(year);
  const used = [...before].map(([name, minor]): [string, number] => [name, minor - (after.get(name) ?? 0)]);
  expect(byKey(rows.map((row) => [row.familyName, row.amountMinor]))).toEqual(
    byKey(used.filter((one) => one[1] > 0)),
  );
  if (rows.length > 0) await approve(year, run);
}

function onAccount(year: Year): Map<string, number> {
  return new Map(
    year.families.map(({ name }) => [
      name,
      year.books.moneyOf(name).reduce((sum, { unappliedMinor }) => sum + unappliedMinor, 0),
    ]),
  );
}

/** Drafts what is due, then lets the books know what the families' cards and accounts do. */
export async function runPayments(year: Year): Promise<void> {
  const { today } = year.books;
  const input = { kind: "payments", title: `Drafts of ${today}`, dueBy: today, leastOwedMinor: 100 };
  const { run, rows } = await preview(year, input);
  const expected = year.families.flatMap((family) => {
    const targets = dueTargets(year, family);
    return targets.length === 0 ? [] : [{ family, targets }];
  });
  const total = (targets: readonly Target[]) => targets.reduce((sum, { minor }) => sum + minor, 0);
  expect(byKey(rows.map((row) => [row.familyName, row.amountMinor]))).toEqual(
    byKey(expected.map(({ family, targets }) => [family.name, total(targets)])),
  );
  await approve(year, run);
  for (const { family, targets } of expected) draft(year, family, targets, 0);
}

/** What a family's draft is for: what is due, the oldest first, as far as nothing on account covers it. */
function dueTargets({ books }: Year, { name, payer, isMethodInvalid }: YearFamily): Target[] {
  if (payer.by !== "autopay" || isMethodInvalid || payer.from > books.today) return [];
  const due = books.openLines(name, books.today);
  const spare = books.moneyOf(name).reduce((sum, money) => sum + money.unappliedMinor, 0);
  let left = due.reduce((sum, line) => sum + line.openMinor, 0) - spare;
  if (left < 100) return [];
  return due.flatMap((line) => {
    const minor = Math.min(left, line.openMinor);
    left -= minor;
    return minor > 0 ? [{ line, minor }] : [];
  });
}

export async function runLateFees(year: Year): Promise<void> {
  const { today } = year.books;
  const { run, rows } = await preview(year, {
    ...{
      kind: "late",
      title: "Late fee",
      chargeOn: today,
      dueOn: today,
      amountMinor: LATE_MINOR,
      per: "family",
    },
    ...{
      overdueDays: LATE_DAYS,
      leastOwedMinor: LATE_LEAST_MINOR,
      categoryId: year.ids.categories.get(LATE),
    },
  });
  const late = year.families.filter(({ name }) => {
    const overdue = year.books.openLines(name, addDays(today, -LATE_DAYS));
    return overdue.reduce((sum, line) => sum + line.openMinor, 0) >= LATE_LEAST_MINOR;
  });
  expect(rows.map((row) => row.familyName).sort()).toEqual(late.map(({ name }) => name).sort());
  if (late.length === 0) return;
  await approve(year, run);
  const line = { category: LATE, program: "", netMinor: LATE_MINOR, taxMinor: 0 };
  for (const { name } of late) year.books.charge(name, { chargeOn: today, dueOn: today }, [line]);
}

/** The same credit for every family with somebody in a program. */
export async function runMassCredits(year: Year, program: string, minor: number): Promise<void> {
  const { today } = year.books;
  for (const [location, locationId] of year.ids.locations) {
    const { run, rows } = await preview(year, {
      ...{
        kind: "credits",
        title: "Snow day",
        givenOn: today,
        method: "house",
        amountMinor: minor,
        per: "family",
      },
      ...{ programIds: [year.ids.programs.get(program)], locationId },
    });
    const families = year.families.filter(({ enrollments }) =>
      enrollments.some(
        ({ taught, startsOn, endsOn }) =>
          taught.location === location &&
          taught.program === program &&
          startsOn <= today &&
          (endsOn ?? today) >= today,
      ),
    );
    expect(rows.map((row) => row.familyName).sort()).toEqual(families.map(({ name }) => name).sort());
    await approve(year, run);
    for (const { name } of families)
      year.books.receive(name, { method: "House credit", minor, isCredit: true });
  }
}

function byKey(pairs: readonly (readonly [string, number])[]): string[] {
  return pairs.map(([key, minor]) => `${key} ${minor}`).sort();
}
