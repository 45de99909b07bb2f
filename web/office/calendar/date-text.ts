import { formats } from "../../shared/formats.ts";
import { localeNow } from "./calendar-state.ts";

const instant = (date: string) => Date.parse(`${date}T00:00:00Z`);

const ranges = new Map<string, Intl.DateTimeFormat>();

/** "November 22 – 28, 2026". */
export function dateRange(from: string, to: string): string {
  const locale = localeNow();
  const format = ranges.get(locale) ?? rangeFormat(locale);
  ranges.set(locale, format);
  return format.formatRange(instant(from), instant(to));
}

const rangeFormat = (locale: string) =>
  new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });

/** "Tue, Nov 24": a day of which one knows the year. */
export const shortDay = (date: string) =>
  formats().date(date, { weekday: "short", month: "short", day: "numeric" });

export const longDay = (date: string) =>
  formats().date(date, { weekday: "long", month: "long", day: "numeric" });
