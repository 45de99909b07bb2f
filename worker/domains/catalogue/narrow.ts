import { searchWords, sortKey } from "../../../tenant-schema/text.ts";
import type { AgeLimits } from "../class-ages/schemas.ts";
import type { CatalogueFilter, DayTime, Wishes } from "./schemas.ts";
import type { CatalogueClass, CatalogueSlot } from "./shapes.ts";

/** The classes that are left when somebody looks for something; within one filter any value will do. */
export function narrow<C extends CatalogueClass>(classes: readonly C[], filter: CatalogueFilter): C[] {
  return meetWishes(classes, filter).filter(
    ({ gender, ages }) => isFor(filter.gender, gender) && mayFit(ages, filter.age, filter.months),
  );
}

export function meetWishes<C extends CatalogueClass>(classes: readonly C[], wishes: Wishes): C[] {
  const words = searchWords(wishes.q);
  return classes.filter(
    (one) =>
      isAmong(wishes.location, one.locationId) &&
      isAmong(wishes.program, one.programId) &&
      isAmong(wishes.level, one.levelId) &&
      (!wishes.open || !one.isFull) &&
      words.every((word) => ` ${sortKey(one.name)}`.includes(` ${word}`)) &&
      slotsFit(one.slots, wishes),
  );
}

function isAmong(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** One and the same slot must meet everything that is asked of slots. */
function slotsFit(slots: readonly CatalogueSlot[], { day, time, slot, instructor, open }: Wishes): boolean {
  if (day.length + time.length + slot.length + instructor.length === 0) return true;
  return slots.some(
    ({ weekday, startMinute, instructorIds, isFull }) =>
      (day.length === 0 || day.includes(String(weekday))) &&
      (time.length === 0 || time.includes(timeOf(startMinute))) &&
      (slot.length === 0 || slot.includes(`${weekday}-${startMinute}`)) &&
      (instructor.length === 0 || instructorIds.some((id) => instructor.includes(id))) &&
      (!open || !isFull),
  );
}

const NOON = 720;
const EVENING = 1_020;

function timeOf(startMinute: number): DayTime {
  if (startMinute < NOON) return "morning";
  return startMinute < EVENING ? "afternoon" : "evening";
}

/** A class for everybody is for girls and for boys too: no choice of gender ever hides it. */
function isFor(wanted: readonly string[], gender: CatalogueClass["gender"]): boolean {
  return wanted.length === 0 || gender === null || wanted.includes(gender);
}

/** Whether a child of so many years, of any month unless one is said, may fit the limits. */
function mayFit(ages: AgeLimits, years: number | undefined, months: number | undefined): boolean {
  if (years === undefined && months === undefined) return true;
  const youngest = (years ?? 0) * 12 + (months ?? 0);
  const oldest = months === undefined ? youngest + 11 : youngest;
  const least = (ages.minAgeYears ?? 0) * 12 + (ages.minAgeMonths ?? 0);
  const isOpen = ages.maxAgeYears === null && ages.maxAgeMonths === null;
  const most = (ages.maxAgeYears ?? 0) * 12 + (ages.maxAgeMonths ?? 11);
  return least <= oldest && (isOpen || most >= youngest);
}
