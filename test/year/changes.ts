import { expect } from "vitest";
import { addDays, type IsoDate } from "../../tenant-schema/dates.ts";
import type { AdjustOutcome, Proposals } from "../../worker/domains/re-rating/shapes.ts";
import { categoryOf } from "./open-school.ts";
import type { PlainEnrollment, PlainPrice } from "./plain-prices.ts";
import type { Year, YearFamily } from "./year.ts";

// Comings and goings in the middle of a month, and what they change of bills that were written.

interface Change {
  readonly change: { readonly id: string };
}

/** Somebody who is enrolled today and stays. */
export function somebody(year: Year): { family: YearFamily; enrollment: PlainEnrollment } {
  for (;;) {
    const family = year.dice.pick(year.families);
    const staying = family.enrollments.filter(
      ({ startsOn, endsOn }) => startsOn <= year.books.today && endsOn === null,
    );
    if (staying.length > 0) return { family, enrollment: year.dice.pick(staying) };
  }
}

export async function drop(year: Year, inDays: number): Promise<[YearFamily, string]> {
  const { family, enrollment } = somebody(year);
  const { version } = await year.office.get<{ version: number }>(`/enrollments/${enrollment.id}`);
  const endsOn = addDays(year.books.today, inDays);
  const answer = await year.office.post<Change>(`/enrollments/${enrollment.id}/drop`, { version, endsOn });
  enrollment.endsOn = endsOn;
  return [family, answer.change.id];
}

export async function enroll(year: Year, inDays: number): Promise<[YearFamily, string]> {
  const family = year.dice.pick(year.families);
  const student = year.dice.pick(family.students);
  const [taught] = year.somewhereElse(family, student.id, []);
  const startsOn = addDays(year.books.today, inDays);
  const input = { classId: year.ids.classes.get(taught!.name), studentId: student.id, startsOn };
  const answer = await year.office.post<Change & { outcome: string; id: string }>("/enrollments", input);
  expect(answer.outcome).toBe("enrolled");
  year.noteEnrollment(family, student, { id: answer.id, taught: taught!, startsOn });
  return [family, answer.change.id];
}

export async function transfer(year: Year, inDays: number): Promise<[YearFamily, string]> {
  const { family, enrollment } = somebody(year);
  const { version } = await year.office.get<{ version: number }>(`/enrollments/${enrollment.id}`);
  const [taught] = year.somewhereElse(family, enrollment.studentId, []);
  const startsOn = addDays(year.books.today, inDays);
  const answer = await year.office.post<Change & { outcome: string; ids: string[] }>(
    "/enrollments/transfer",
    {
      enrollments: [{ id: enrollment.id, version }],
      classId: year.ids.classes.get(taught!.name),
      startsOn,
    },
  );
  expect(answer.outcome).toBe("transferred");
  enrollment.endsOn = addDays(startsOn, -1);
  const { studentId: id, studentName: name } = enrollment;
  year.noteEnrollment(family, { id, name }, { id: answer.ids[0]!, taught: taught!, startsOn });
  return [family, answer.change.id];
}

/** The act proposes what it changes of the family's bills, to the cent as the books have it. */
export async function seeProposals(year: Year, family: YearFamily, changeId: string): Promise<void> {
  const proposals = await year.office.get<Proposals[]>(`/re-rating/changes?ids=${changeId}`);
  const lines = proposals.flatMap((one) => one.lines).map(shown);
  expect(lines.sort()).toEqual(differences(year, family).map(shown).sort());
}

/** It keeps being proposed until it is booked; afterwards nothing is. */
export async function bookProposals(year: Year, family: YearFamily): Promise<void> {
  const path = `/re-rating/families/${family.id}`;
  const proposals = await year.office.get<Proposals>(path);
  const expected = differences(year, family);
  expect(proposals.lines.map(shown).sort()).toEqual(expected.map(shown).sort());
  if (expected.length === 0) return;
  const lines = expected.map(({ enrollmentId, month, nowMinor, billedMinor }) => ({
    ...{ enrollmentId, month, differenceMinor: nowMinor - billedMinor },
  }));
  const answer = await year.office.post<AdjustOutcome>(path, { lines });
  expect(answer.outcome).toBe("adjusted");
  book(year, family, expected);
  expect((await year.office.get<Proposals>(path)).lines).toEqual([]);
}

interface Difference {
  readonly enrollmentId: string;
  readonly month: IsoDate;
  readonly billedMinor: number;
  readonly nowMinor: number;
  readonly price: PlainPrice | undefined;
}

/** Months in their order, and in each of them the classes in theirs. */
function differences(year: Year, family: YearFamily): Difference[] {
  return year.openMonths().flatMap((month) => {
    const prices = year.prices(family, month);
    const gone = family.enrollments.filter((one) => !prices.some(({ enrollment }) => enrollment === one));
    return [...prices.map(({ enrollment }) => enrollment), ...gone].flatMap((enrollment) => {
      const price = prices.find((one) => one.enrollment === enrollment);
      const { lines, creditedMinor } = year.billedFor(enrollment.id, month);
      const billedMinor = lines.reduce((sum, line) => sum + line.netMinor + line.taxMinor, -creditedMinor);
      const nowMinor = price ? price.netMinor + price.taxMinor : 0;
      return nowMinor === billedMinor
        ? []
        : [{ enrollmentId: enrollment.id, month, billedMinor, nowMinor, price }];
    });
  });
}

/** Charges come first, a month each; then credits, which pay what is open of their own bill. */
function book(year: Year, family: YearFamily, all: readonly Difference[]): void {
  const { books } = year;
  const today = { chargeOn: books.today, dueOn: books.today };
  const more = all.filter(({ nowMinor, billedMinor }) => nowMinor > billedMinor);
  for (const month of new Set(more.map((one) => one.month))) {
    const lines = more.filter((one) => one.month === month).map((one) => chargedLine(year, one));
    year.billTuition(family, today, lines);
  }
  for (const { enrollmentId, month, billedMinor, nowMinor } of all) {
    if (nowMinor > billedMinor) continue;
    const minor = billedMinor - nowMinor;
    const billed = year.billedFor(enrollmentId, month);
    const credit = books.receive(family.name, { method: "Other credit", minor, isCredit: true });
    for (const line of books.openLines(family.name)) {
      if (billed.lines.includes(line)) books.pay(credit, line, line.openMinor);
    }
    billed.creditedMinor += minor;
  }
}

function chargedLine(year: Year, { enrollmentId, month, billedMinor, nowMinor, price }: Difference) {
  const { enrollment, netMinor, taxMinor } = price!;
  const line = { enrollment, month, category: categoryOf(month), program: enrollment.taught.program };
  if (year.billedFor(enrollmentId, month).lines.length === 0) return { ...line, netMinor, taxMinor };
  const minor = nowMinor - billedMinor;
  const tax = Math.round((minor * taxMinor) / (netMinor + taxMinor));
  return { ...line, netMinor: minor - tax, taxMinor: tax };
}

function shown(line: Omit<Difference, "price">): string {
  const { enrollmentId, month, billedMinor, nowMinor } = line;
  return `${enrollmentId} ${month} ${billedMinor} ${nowMinor}`;
}
