import { addDays, dateAt } from "../../tenant-schema/dates.ts";

const ZONES = { summit: "America/Chicago", lagoon: "America/New_York" } as const;

/** The schools whose days tests reckon with. */
export type School = keyof typeof ZONES;

/** Today at a school, or so many days from it: by its own clock, which says another day than UTC every night. */
export function schoolDay(school: School, fromToday = 0): string {
  return addDays(dateAt(Date.now(), ZONES[school]), fromToday);
}

/** Every week from the day after tomorrow: never today, when a class may be over already, whenever the tests run. */
export function weekly(school: School) {
  const weekday = new Date(schoolDay(school, 2)).getUTCDay() || 7;
  return { weekday, startMinute: 1_080, durationMinutes: 45 };
}
