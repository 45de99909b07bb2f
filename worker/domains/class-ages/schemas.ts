import { type Age, addDays, type IsoDate, latestBirth } from "../../../tenant-schema/dates.ts";

/** The age window of a class. Months without a value are any month of the year of age, days without one any day. */
export interface AgeLimits {
  readonly minAgeYears: number | null;
  readonly minAgeMonths: number | null;
  readonly minAgeDays: number | null;
  readonly maxAgeYears: number | null;
  readonly maxAgeMonths: number | null;
  readonly maxAgeDays: number | null;
}

/** The age somebody must have reached. */
export function minAgeOf(limits: AgeLimits): Age | null {
  if (limits.minAgeYears === null && limits.minAgeMonths === null) return null;
  return {
    years: limits.minAgeYears ?? 0,
    months: limits.minAgeMonths ?? 0,
    days: limits.minAgeMonths === null ? 0 : (limits.minAgeDays ?? 0),
  };
}

/** The age somebody must not have reached: up to 7 means until the eighth birthday. */
export function maxAgeOf(limits: AgeLimits): Age | null {
  if (limits.maxAgeYears === null && limits.maxAgeMonths === null) return null;
  const years = limits.maxAgeYears ?? 0;
  if (limits.maxAgeMonths === null) return { years: years + 1, months: 0, days: 0 };
  if (limits.maxAgeDays === null) return { years, months: limits.maxAgeMonths + 1, days: 0 };
  return { years, months: limits.maxAgeMonths, days: limits.maxAgeDays + 1 };
}

/** Who is born on these days fits by age on the day; both ends belong to it, null is open. */
export interface BirthWindow {
  readonly earliest: IsoDate | null;
  readonly latest: IsoDate | null;
}

export function birthWindow(limits: AgeLimits, on: IsoDate): BirthWindow {
  const min = minAgeOf(limits);
  const beyond = maxAgeOf(limits);
  return {
    earliest: beyond === null ? null : addDays(latestBirth(beyond, on), 1),
    latest: min === null ? null : latestBirth(min, on),
  };
}
