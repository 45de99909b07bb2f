import { formats } from "../../shared/formats.ts";
import { localeNow } from "./calendar-state.ts";

const instant = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** "November 22 – 28, 2026". */
export function dateRange(from: string, to: string): string {
  const format = new Intl.DateTimeFormat(localeNow(), {
    month: "long",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.formatRange(instant(from), instant(to));
}

/** "Tue, Nov 24": a day of which one knows the year. */
export const shortDay = (date: string) =>
  formats().date(date, { weekday: "short", month: "short", day: "numeric" });

export const longDay = (date: string) =>
  formats().date(date, { weekday: "long", month: "long", day: "numeric" });
