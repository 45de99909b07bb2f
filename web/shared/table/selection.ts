import { createSignal } from "solid-js";

/** What a bulk act is for: the rows that were ticked, or everything that the filters match but for some. */
export type SelectionTarget = { ids: string[] } | { all: true; except: string[] };

export type Selection = ReturnType<typeof createSelection>;

export function createSelection() {
  const [all, setAll] = createSignal(false);
  // In "all" mode these are the exceptions, so that 50,000 rows can be selected without having been loaded.
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set());

  const has = (id: string) => all() !== ids().has(id);

  function set(changed: string[], selected: boolean) {
    const next = new Set(ids());
    for (const id of changed) {
      if (selected === all()) next.delete(id);
      else next.add(id);
    }
    setIds(next);
  }

  function reset(everything: boolean) {
    setAll(everything);
    setIds(new Set<string>());
  }

  return {
    has,
    set,
    selectAll: () => reset(true),
    clear: () => reset(false),
    isAll: () => all() && ids().size === 0,
    any: () => all() || ids().size > 0,
    count: (total: number | null) => (all() ? (total ?? 0) - ids().size : ids().size),
    target: (): SelectionTarget => (all() ? { all: true, except: [...ids()] } : { ids: [...ids()] }),
  };
}
