import type { WaitEntry } from "./queue.ts";

/** Who is offered a place, and whom that passes over: they are ahead and there is nothing for them. */
export interface Serving {
  readonly entry: WaitEntry;
  readonly passed: readonly string[];
}

/**
 * Hands free places out in the order of the queue. Somebody who does not fit the class, or wants a slot in which there
 * is none, is passed over and keeps the turn. Siblings who only come together are served at the turn of the last of
 * them, so that they pass nobody. `kept`: places freed a moment ago, which an undo may still take back.
 */
export function whoIsServed(
  queue: readonly WaitEntry[],
  fits: (entry: WaitEntry) => boolean,
  kept: number,
): Serving[] {
  const queued = queue.filter((entry) => entry.waitState === "queued");
  const served: Serving[] = [];
  queued.forEach((entry, i) => {
    const group = siblingsOf(queued, entry);
    if (group.at(-1) !== entry) return;
    if (!group.every(fits) || !hasRoom(group, served, kept)) return;
    for (const one of group) served.push({ entry: one, passed: [] });
    const ids = new Set(served.map((serving) => serving.entry.id));
    const passed = queued.slice(0, i).filter((ahead) => !ids.has(ahead.id));
    for (const one of group) {
      const at = served.findIndex((serving) => serving.entry === one);
      served[at] = { entry: one, passed: passed.map((ahead) => ahead.id) };
    }
  });
  return served;
}

/** Those who come with an entry or not at all, itself included, in their order. */
export function siblingsOf(queued: readonly WaitEntry[], entry: WaitEntry): WaitEntry[] {
  if (!entry.waitsForSiblings) return [entry];
  return queued.filter((one) => one.waitsForSiblings && one.familyId === entry.familyId);
}

/** Whether there is a place for all of them in every slot that each wants, beside those served already. */
function hasRoom(group: readonly WaitEntry[], served: readonly Serving[], kept: number): boolean {
  const taken = served.map((serving) => serving.entry);
  return group.every((entry) => {
    const slots = Object.entries(entry.places);
    const fits = slots.every(([slotId, free]) => {
      const before = taken.filter((other) => slotId in other.places).length;
      return free - kept - before >= 1;
    });
    taken.push(entry);
    return fits && slots.length > 0;
  });
}
