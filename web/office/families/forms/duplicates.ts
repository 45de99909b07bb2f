import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { DuplicateProbe } from "../../../../worker/domains/families/schemas.ts";
import type { PossibleDuplicate } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";

const restMs = 250;

export type Duplicates = ReturnType<typeof createDuplicates>;

/**
 * Looks for families that have the same people, whenever a field is left. It never stands in the way: while it cannot
 * ask, it says nothing, and what it found is a hint beside the field.
 */
export function createDuplicates(probe: Accessor<DuplicateProbe>, ownFamilyId?: string) {
  const [found, setFound] = createSignal<PossibleDuplicate[]>([]);
  let asked = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flight: AbortController | undefined;

  async function ask() {
    const wanted = probe();
    const text = JSON.stringify(wanted);
    if (text === asked) return;
    asked = text;
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    try {
      const answer = await api.post<{ duplicates: PossibleDuplicate[] }>("/families/duplicates", wanted, {
        signal: mine.signal,
      });
      if (flight === mine) setFound(answer.duplicates.filter(({ familyId }) => familyId !== ownFamilyId));
    } catch {
      if (flight === mine) asked = "";
    }
  }

  onCleanup(() => {
    clearTimeout(timer);
    flight?.abort();
  });

  return {
    found,
    /** For `onFocusOut` of the form: several fields left in a row are one question. */
    check() {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), restMs);
    },
    matching: (text: string) => {
      const wanted = text.trim();
      return wanted === "" ? [] : found().filter(({ matches }) => matches.includes(wanted));
    },
  };
}
