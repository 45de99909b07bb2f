import { dateAt } from "../../../tenant-schema/dates.ts";
import { type CatalogueFacts, type ClassFacts, nextMeetingOf } from "./facts.ts";
import { registrationOn } from "./registration.ts";
import type { CatalogueClass, CatalogueOptions, CatalogueSlot } from "./shapes.ts";

/** The classes as anybody may see them. */
export function shownClasses(
  facts: CatalogueFacts,
  openings: ReadonlyMap<string, number>,
  nowMs: number,
): CatalogueClass[] {
  return facts.classes.map((one) => shownClass(facts, one, openings, nowMs));
}

function shownClass(
  { settings }: CatalogueFacts,
  one: ClassFacts,
  openings: ReadonlyMap<string, number>,
  nowMs: number,
): CatalogueClass {
  const showsCounts = settings.showsOpeningCounts && one.showsOpenings;
  const counted = (slotId: string) => openings.get(slotId) ?? 0;
  const slots = one.slots.map((slot): CatalogueSlot => {
    const { slotId, weekday, startMinute, durationMinutes, instructorIds } = slot;
    const free = counted(slotId);
    const timed = { slotId, weekday, startMinute, durationMinutes, instructorIds };
    return { ...timed, openings: showsCounts ? free : null, isFull: free === 0 };
  });
  const takesSomeSlots = slots.length > 1 && (one.quote?.takesSomeSlots ?? false);
  const free = slots.length === 0 ? [counted(one.id)] : one.slots.map(({ slotId }) => counted(slotId));
  const left = takesSomeSlots ? Math.max(...free) : Math.min(...free);
  const next = nextMeetingOf(one, nowMs);
  const { id, name, locationId, programId, imageFileId, gender, schoolGrade, ages, startsOn, endsOn } = one;
  return {
    ...{ id, name, locationId, programId, imageFileId, gender, schoolGrade, ages, startsOn, endsOn },
    levelId: settings.showsLevels ? one.levelId : null,
    slots,
    takesSomeSlots,
    openings: showsCounts ? left : null,
    isFull: left === 0,
    registration: registrationOn(dateAt(nowMs, one.timeZone), one, {
      holdsKeyword: false,
      isByPriority: settings.registrationMode === "priority",
    }),
    nextMeeting: next && { onDate: next.onDate, startMinute: next.startMinute },
    monthMinor: settings.showsPrices ? (one.quote?.monthMinor ?? null) : null,
  };
}

/** The names behind the ids of some classes, in the school's order. */
export function optionsOf(facts: CatalogueFacts, classes: readonly CatalogueClass[]): CatalogueOptions {
  const used = new Set(
    classes.flatMap(({ locationId, programId, levelId, slots }) => [
      ...[locationId, programId, levelId],
      ...slots.flatMap(({ instructorIds }) => instructorIds),
    ]),
  );
  const named = <T extends { readonly id: string }>(rows: readonly T[]) =>
    rows.filter(({ id }) => used.has(id));
  return {
    locations: named(facts.locations).map(({ id, name }) => ({ id, name })),
    programs: named(facts.programs),
    levels: named(facts.levels).map(({ id, name, color }) => ({ id, name, color })),
    instructors: named(facts.staff),
  };
}
