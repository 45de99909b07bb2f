import { addDays, dateAt } from "../../tenant-schema/dates.ts";

const ZONES = { summit: "America/Chicago", lagoon: "America/New_York" } as const;

/** Today at a school, or so many days from it: by its own clock, which says another day than UTC every night. */
export function schoolDay(school: keyof typeof ZONES, fromToday = 0): string {
  return addDays(dateAt(Date.now(), ZONES[school]), fromToday);
}
