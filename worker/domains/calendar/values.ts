import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";

/** The longest span one calendar shows: six weeks, as a month on a wall. */
export const MAX_CALENDAR_DAYS = 42;

export const calendarViews = ["day", "week", "staff", "room"] as const;
export type CalendarView = (typeof calendarViews)[number];
export const calendarLayouts = ["stacked", "grid"] as const;

/** Where the week on a wall begins with Sunday; everywhere else it is Monday. */
const SUNDAY_FIRST = new Set("US CA MX BR AR JP KR TW HK IL IN ZA SA PH CO PE VE".split(" "));

export function weekStart(date: IsoDate, locale: string): IsoDate {
  const first = SUNDAY_FIRST.has(locale.split("-").at(-1) ?? "") ? 0 : 1;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday - first + 7) % 7));
}

/** The days that a view shows around a date: a week for the week, a day for everything else. */
export function calendarSpan(view: CalendarView, date: IsoDate, locale: string) {
  if (view !== "week") return { from: date, to: date };
  const from = weekStart(date, locale);
  return { from, to: addDays(from, 6) };
}
