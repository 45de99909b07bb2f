/** A calendar date as ISO text, `2026-11-21`; ranges of dates are inclusive on both ends. */
export type IsoDate = string;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a real calendar date between 1900 and 2199. */
export function isIsoDate(text: string): boolean {
  const parts = ISO_DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < 1900 || year > 2199) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date at an instant in a time zone. */
export function dateAt(instantMs: number, timeZone: string): IsoDate {
  const known = formats.get(timeZone);
  if (known) return known.format(instantMs);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, format);
  return format.format(instantMs);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10);
}

export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const moved = new Date(Date.UTC(year + years, month - 1, day));
  // 29 February has no counterpart in a common year; the birthday is then 1 March.
  return moved.toISOString().slice(0, 10);
}

/** The same day of another month, or its last where it has no such day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** Whole years between a birth date and a day; never rounded up. */
export function ageYears(birthDate: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/**
 * The first instant of a date in a time zone: midnight, or where a clock change skips midnight the first moment
 * that exists. Found by search over the offset, so no table of rules is needed.
 */
export function startOfDateMs(date: IsoDate, timeZone: string): number {
  const guess = Date.parse(`${date}T00:00:00Z`);
  // Offsets lie between -12 and +14 hours; the date begins at the first minute whose local date is `date`.
  let low = guess - 15 * 3_600_000;
  let high = guess + 15 * 3_600_000;
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
    if (dateAt(middle, timeZone) < date) low = middle;
    else high = middle;
  }
  return high;
}

/** How old somebody is or must be: whole years, months beyond them, days beyond those. */
export interface Age {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/**
 * The day on which somebody reaches an age. A day that its month lacks, such as the birthday of 29 February in a common
 * year, is the first of the next month.
 */
export function reachesOn(birthDate: IsoDate, { years, months, days }: Age): IsoDate {
  const [year, month, day] = birthDate.split("-").map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year + years, month + months, 0)).getUTCDate();
  const reached =
    day > lastDay
      ? Date.UTC(year + years, month + months, 1)
      : Date.UTC(year + years, month - 1 + months, day);
  return addDays(new Date(reached).toISOString().slice(0, 10), days);
}

/** The last birth date of those who have reached an age on a day. */
export function latestBirth(age: Age, on: IsoDate): IsoDate {
  // Months differ in length by three days at most, so the date looked for lies close behind the one counted back.
  const counted = new Date(Date.parse(`${on}T00:00:00Z`));
  counted.setUTCDate(counted.getUTCDate() - age.days);
  counted.setUTCFullYear(counted.getUTCFullYear() - age.years, counted.getUTCMonth() - age.months);
  let birth = addDays(counted.toISOString().slice(0, 10), 5);
  while (reachesOn(birth, age) > on) birth = addDays(birth, -1);
  return birth;
}

/** The first day of the month of a date. */
export function firstDayOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`;
}

/** The last day of the month of a date. */
export function lastDayOfMonth(date: IsoDate): IsoDate {
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
