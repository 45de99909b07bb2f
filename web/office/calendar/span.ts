import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { CalendarView } from "../../../worker/domains/calendar/schemas.ts";

/** Where the week on a wall begins with Sunday; everywhere else it is Monday. */
const SUNDAY_FIRST = new Set("US CA MX BR AR JP KR TW HK IL IN ZA SA PH CO PE VE".split(" "));

/** 0 is Sunday. */
export const weekdayOf = (date: IsoDate) => new Date(`${date}T00:00:00Z`).getUTCDay();

export function weekStart(date: IsoDate, locale: string): IsoDate {
  const region = locale.split("-").at(-1) ?? "";
  const first = SUNDAY_FIRST.has(region) ? 0 : 1;
  return addDays(date, -((weekdayOf(date) - first + 7) % 7));
}

export interface DaySpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** A week for the week, a day for everything else. */
export function spanOf(view: CalendarView, date: IsoDate, locale: string): DaySpan {
  if (view !== "week") return { from: date, to: date };
  const from = weekStart(date, locale);
  return { from, to: addDays(from, 6) };
}

export const datesOf = ({ from, to }: DaySpan): IsoDate[] => {
  const dates: IsoDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** The same weekday of the next week, or the next day; `by` is 1 or −1. */
export const stepped = (view: CalendarView, date: IsoDate, by: number): IsoDate =>
  addDays(date, view === "week" ? 7 * by : by);
