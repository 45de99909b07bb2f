import { addDays, type IsoDate, lastDayOfMonth } from "../../tenant-schema/dates.ts";

// What tuition costs, in the plainest way, after the facts about prices, proration and discounts and not after our code.

export interface PlainClass {
  readonly name: string;
  readonly location: string;
  readonly program: string;
  readonly priceMinor: number;
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
}

export interface PlainEnrollment {
  readonly id: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly taught: PlainClass;
  readonly startsOn: IsoDate;
  endsOn: IsoDate | null;
  readonly createdAtMs: number;
}

export interface PlainTariff {
  /** Percent off for the first, second, third and further class; none for programs without a schedule. */
  readonly percents: Readonly<Record<string, readonly number[]>>;
  readonly taxBp: Readonly<Record<string, number>>;
  /** Days that nobody is billed for. */
  readonly blackouts: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
}

export interface PlainPrice {
  readonly enrollment: PlainEnrollment;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** The lines of a family's month in the order of students and classes. */
export function pricesOf(
  tariff: PlainTariff,
  family: readonly PlainEnrollment[],
  month: IsoDate,
): PlainPrice[] {
  const days = daysOf(month);
  const touching = family.filter(
    (one) => one.startsOn <= days.at(-1)! && (one.endsOn ?? days[0]!) >= days[0]!,
  );
  return touching
    .toSorted((a, b) => byText(sortKey(a), sortKey(b)))
    .map((enrollment) => {
      const { taught } = enrollment;
      const all = days.filter((day) => taught.weekdays.includes(weekdayOf(day)));
      const billable = all.filter((day) => isIn(enrollment, day) && !isBlackedOut(tariff, day));
      const percents = tariff.percents[taught.program] ?? [0];
      const rank = touching.filter((other) => countsBefore(other, enrollment)).length;
      const percent = percents[Math.min(rank, percents.length - 1)]!;
      const netMinor = halfUp(taught.priceMinor * billable.length * (100 - percent), all.length * 100);
      return { enrollment, netMinor, taxMinor: taxOf(tariff, taught.program, netMinor) };
    });
}

export function taxOf(tariff: PlainTariff, program: string, netMinor: number): number {
  return halfUp(netMinor * (tariff.taxBp[program] ?? 0), 10_000);
}

/** Half a cent counts as a whole one. All numbers here are small enough to be exact. */
export function halfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}

/** The most expensive first; of equal ones who starts first, was made first, has the higher id. */
function countsBefore(other: PlainEnrollment, one: PlainEnrollment): boolean {
  if (other === one || other.taught.location !== one.taught.location) return false;
  if ((other.endsOn ?? one.startsOn) < one.startsOn || (one.endsOn ?? other.startsOn) < other.startsOn)
    return false;
  const order =
    one.taught.priceMinor - other.taught.priceMinor ||
    byText(other.startsOn, one.startsOn) ||
    other.createdAtMs - one.createdAtMs ||
    byText(one.id, other.id);
  return order < 0;
}

function isIn({ startsOn, endsOn }: PlainEnrollment, day: IsoDate): boolean {
  return startsOn <= day && (endsOn ?? day) >= day;
}

function isBlackedOut({ blackouts }: PlainTariff, day: IsoDate): boolean {
  return blackouts.some(({ from, to }) => from <= day && day <= to);
}

function sortKey({ studentName, studentId, taught, id }: PlainEnrollment): string {
  return [studentName, studentId, taught.name, id].join("\u0000");
}

function daysOf(month: IsoDate): IsoDate[] {
  const days = [month];
  while (days.at(-1)! < lastDayOfMonth(month)) days.push(addDays(days.at(-1)!, 1));
  return days;
}

function weekdayOf(day: IsoDate): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
