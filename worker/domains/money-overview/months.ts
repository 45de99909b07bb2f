import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";

/** The months up to that of a day, oldest first, each as "2026-11". */
export function monthsUpTo(day: IsoDate, count: number): string[] {
  const months: string[] = [];
  for (let at = day; months.length < count; at = addDays(`${at.slice(0, 7)}-01`, -1))
    months.unshift(at.slice(0, 7));
  return months;
}

export function firstDayOf(month: string): IsoDate {
  return `${month}-01`;
}

export function monthAfter(month: string): string {
  return addDays(firstDayOf(month), 31).slice(0, 7);
}
