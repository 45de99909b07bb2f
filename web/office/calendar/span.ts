import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { CalendarView } from "../../../worker/domains/calendar/values.ts";

export interface DaySpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export const datesOf = ({ from, to }: DaySpan): IsoDate[] => {
  const dates: IsoDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** The same weekday of the next week, or the next day; `by` is 1 or −1. */
export const stepped = (view: CalendarView, date: IsoDate, by: number): IsoDate =>
  addDays(date, view === "week" ? 7 * by : by);
