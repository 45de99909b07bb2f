import type { WaitEntry } from "./queue.ts";

/** Who is offered a place together, and whom that passes over: they are ahead and there is nothing for them. */
export interface Serving {
  readonly entries: readonly WaitEntry[];
  readonly passed: readonly string[];
}

/**
 * The first in the queue for whom there is a place; those after them are looked at when their offer is made, since it
 * changes what is left. Somebody who does not fit the class, or wants a slot in which there is none, is passed over
 * and keeps the turn. Siblings who only come together are served at the turn of the last of them, so that they pass
 * nobody. `kept`: places freed a moment ago, which an undo may still take back.
 */
export function nextServed(
  queue: readonly WaitEntry[],
  fits: (entry: WaitEntry) => boolean,
  kept: number,
  today: string,
): Serving | null {
  const queued = queue.filter((entry) => entry.waitState === "queued");
  for (const [i, entry] of queued.entries()) {
    const group = siblingsOf(queued, entry);
    if (group.at(-1) !== entry || !group.every(fits) || !hasRoom(group, kept, today)) continue;
    const passed = queued.slice(0, i).filter((ahead) => !group.includes(ahead));
    return { entries: group, passed: passed.map((ahead) => ahead.id) };
  }
  return null;
}

/** Those who come with an entry or not at all, itself included, in their order. */
export function siblingsOf(queued: readonly WaitEntry[], entry: WaitEntry): WaitEntry[] {
  if (!entry.waitsForSiblings) return [entry];
  return queued.filter((one) => one.waitsForSiblings && one.familyId === entry.familyId);
}

/** Whether there is a place for all of them. Who starts earlier takes one of every day of those who start later. */
function hasRoom(group: readonly WaitEntry[], kept: number, today: string): boolean {
  const byStart = group.toSorted((a, b) => (firstDay(a, today) < firstDay(b, today) ? -1 : 1));
  return byStart.every((entry, i) => {
    const slots = Object.entries(entry.places);
    const earlier = byStart.slice(0, i);
    const left = ([slotId, places]: [string, number]) =>
      places - kept - earlier.filter((other) => slotId in other.places).length;
    return slots.length > 0 && slots.every((slot) => left(slot) >= 1);
  });
}

/** The day from which a place would be taken if it were offered now. */
export function firstDay(entry: Pick<WaitEntry, "startsOn">, today: string): string {
  return entry.startsOn < today ? today : entry.startsOn;
}
