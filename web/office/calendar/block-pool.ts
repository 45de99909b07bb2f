import { type Accessor, createComputed, createSignal, type Setter } from "solid-js";

interface Pooled {
  readonly id: string;
}

/**
 * Keeps what is drawn for an id while its content changes. The next week has the same classes at the same hours, so
 * going there rewrites a few texts instead of drawing hundreds of blocks anew.
 */
export function createPool<T extends Pooled>(items: Accessor<readonly T[]>) {
  const slots = new Map<string, readonly [Accessor<T>, Setter<T>]>();
  const [ids, setIds] = createSignal<readonly string[]>([], { equals: sameOrder });
  createComputed(() => {
    const list = items();
    for (const item of list) {
      const slot = slots.get(item.id);
      if (slot) slot[1](() => item);
      else slots.set(item.id, createSignal(item, { equals: sameContent }));
    }
    setIds(list.map(({ id }) => id));
    const used = new Set(list.map(({ id }) => id));
    for (const id of slots.keys()) if (!used.has(id)) slots.delete(id);
  });
  return { ids, of: (id: string): Accessor<T> => slots.get(id)![0] };
}

const sameOrder = (before: readonly string[], after: readonly string[]) =>
  before.length === after.length && before.every((id, at) => id === after[at]);

/** An answer that says what is known already draws nothing. */
function sameContent<T extends Pooled>(before: T, after: T): boolean {
  for (const name in after) if (before[name] !== after[name]) return false;
  return true;
}
