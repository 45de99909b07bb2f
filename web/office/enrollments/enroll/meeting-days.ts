import { addDays } from "../../../../tenant-schema/dates.ts";

const lookAheadDays = 28;

/** Monday is 1. */
export const isoWeekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The next days with these weekdays; closures and cancellations are known only to the preview. */
export function daysWith(weekdays: ReadonlySet<number | null>, from: string, count: number): string[] {
  const days: string[] = [];
  for (let ahead = 0; ahead < lookAheadDays && days.length < count; ahead++) {
    const day = addDays(from, ahead);
    if (weekdays.has(isoWeekday(day))) days.push(day);
  }
  return days;
}
