import { type IsoDate, isIsoDate } from "../../../tenant-schema/dates.ts";
import { fold } from "../../../tenant-schema/text.ts";

/** Which of the two numbers before the year is the month. */
export const dateOrders = ["mdy", "dmy"] as const;
export type DateOrder = (typeof dateOrders)[number];

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TIME = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i;
const YEAR_FIRST = /^(\d{4})[-/.\s](\d{1,2})[-/.\s](\d{1,2})\.?$/;
const YEAR_LAST = /^(\d{1,2})[-/.\s]+(\d{1,2})[-/.\s]+(\d{4}|\d{2})\.?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED_DAY_FIRST = /^(?:[a-z]+,?\s)?(\d{1,2})(?:st|nd|rd|th)?[-.\s]*([a-z]{3,9})[-.,\s]*(\d{4}|\d{2})$/;
const NAMED_MONTH_FIRST =
  /^(?:[a-z]+,?\s)?([a-z]{3,9})[-.\s]*(\d{1,2})(?:st|nd|rd|th)?[-.,\s]+(\d{4}|\d{2})$/;
/** Days since 30 December 1899, as spreadsheets count them; those of the years 1927 to 2119. */
const SERIAL = /^[1-7]\d{4}$/;
const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30);

/**
 * A calendar date in any usual notation; a time of day after it is dropped. A year of two digits is the last such
 * year up to `latestYear`. Null when it is no date.
 */
export function parseDate(text: string, order: DateOrder, latestYear = 2_099): IsoDate | null {
  const value = text.trim().replace(TIME, "");
  const yearFirst = YEAR_FIRST.exec(value) ?? COMPACT.exec(value);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], yearFirst[3], latestYear);
  const yearLast = YEAR_LAST.exec(value);
  if (yearLast) {
    const [month, day] = order === "mdy" ? [yearLast[1], yearLast[2]] : [yearLast[2], yearLast[1]];
    return dateOf(yearLast[3], month, day, latestYear);
  }
  if (SERIAL.test(value)) {
    return new Date(SERIAL_ZERO_MS + Number(value) * 86_400_000).toISOString().slice(0, 10);
  }
  const folded = fold(value);
  const dayFirst = NAMED_DAY_FIRST.exec(folded);
  if (dayFirst) return dateOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], latestYear);
  const monthFirst = NAMED_MONTH_FIRST.exec(folded);
  if (monthFirst) return dateOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], latestYear);
  return null;
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.findIndex((month) => name?.startsWith(month)) + 1);
}

function dateOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  latestYear: number,
): IsoDate | null {
  let fullYear = Number(year);
  if (year?.length === 2) {
    fullYear += 2_000;
    while (fullYear > latestYear) fullYear -= 100;
  }
  const date = `${String(fullYear).padStart(4, "0")}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return isIsoDate(date) ? date : null;
}

/** What the dates of a file say about the order of day and month. */
export interface DateEvidence {
  /** Null when there is no date whose order matters, or when the dates contradict each other. */
  readonly order: DateOrder | null;
  /** Dates such as 03/04/2015 are there, and nothing that tells which number is the month. */
  readonly isAmbiguous: boolean;
}

/** Looks for a number above 12, which can only be a day. */
export function dateEvidence(values: Iterable<string>): DateEvidence {
  let monthFirst = 0;
  let dayFirst = 0;
  let open = 0;
  for (const text of values) {
    const parts = YEAR_LAST.exec(text.trim().replace(TIME, ""));
    if (!parts) continue;
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (first !== second) open += 1;
  }
  if (monthFirst > 0 && dayFirst === 0) return { order: "mdy", isAmbiguous: false };
  if (dayFirst > 0 && monthFirst === 0) return { order: "dmy", isAmbiguous: false };
  return { order: null, isAmbiguous: open > 0 || dayFirst > 0 };
}

/** How the account's locale writes dates: what is proposed when the file does not tell. */
export function localeDateOrder(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: "UTC" }).formatToParts(0);
  const month = parts.findIndex((part) => part.type === "month");
  return month < parts.findIndex((part) => part.type === "day") ? "mdy" : "dmy";
}
