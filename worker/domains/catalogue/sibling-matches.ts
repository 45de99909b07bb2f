import type { CatalogueSlot, FoundClass, SiblingMatch } from "./shapes.ts";

/** Classes that begin within so many minutes of each other are one way. */
const TOGETHER_MINUTES = 15;

interface Offer {
  readonly one: FoundClass;
  readonly slot: CatalogueSlot;
}

/** Times of the week at which each of the children may be in some class at the same place, in the order of the week. */
export function siblingMatches(
  classes: readonly FoundClass[],
  studentIds: readonly string[],
): SiblingMatch[] {
  const open = classes.filter(({ isFull }) => !isFull);
  const offers = open.flatMap((one) =>
    one.slots.filter(({ isFull }) => !isFull).map((slot): Offer => ({ one, slot })),
  );
  const byDay = Map.groupBy(offers, ({ one, slot }) => `${one.locationId} ${slot.weekday}`);
  const matches = [...byDay.values()].flatMap((day) => matchesOfDay(day, studentIds));
  return matches.sort((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute);
}

function matchesOfDay(day: readonly Offer[], studentIds: readonly string[]): SiblingMatch[] {
  const starts = [...new Set(day.map(({ slot }) => slot.startMinute))].sort((a, b) => a - b);
  const seen = new Set<string>();
  return starts.flatMap((startMinute) => {
    const near = day.filter(
      ({ slot }) => slot.startMinute >= startMinute && slot.startMinute <= startMinute + TOGETHER_MINUTES,
    );
    const children = studentIds.map((studentId) => ({
      studentId,
      classIds: [...new Set(near.filter(({ one }) => one.fits.includes(studentId)).map(({ one }) => one.id))],
    }));
    const [first] = near;
    // What is in one window is in the one before as well, unless a class fell out of it or came into it.
    const name = JSON.stringify(children);
    const isNew = !seen.has(name) && hasPlaceForAll(near, children);
    seen.add(name);
    if (!first || !isNew) return [];
    return [{ locationId: first.one.locationId, weekday: first.slot.weekday, startMinute, children }];
  });
}

/** Each child has a class, and where one class is all there is for several it has places for them. */
function hasPlaceForAll(near: readonly Offer[], children: SiblingMatch["children"]): boolean {
  if (children.some(({ classIds }) => classIds.length === 0)) return false;
  return near.every(({ one, slot }) => {
    const depending = children.filter(({ classIds }) => classIds.length === 1 && classIds[0] === one.id);
    return slot.openings === null || depending.length <= slot.openings;
  });
}
