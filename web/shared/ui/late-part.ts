import { createSignal } from "solid-js";

export interface LatePart<Part> {
  /** Asks for it unless it is there, and again after an attempt that failed. */
  ask(): void;
  /** Tracked: undefined until it is there, and asked for by whoever wants it. */
  wanted(): Part | undefined;
  /** For what is only ever drawn inside it. */
  known(): Part;
}

/** A part of the design system whose script comes after the first paint of whatever uses it. */
export function latePart<Part>(load: () => Promise<Part>): LatePart<Part> {
  const [part, setPart] = createSignal<{ readonly it: Part }>();
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    load().then(
      (it) => setPart({ it }),
      () => {
        isAsked = false;
      },
    );
  };
  return {
    ask,
    wanted() {
      ask();
      return part()?.it;
    },
    known() {
      const found = part();
      if (!found) throw new Error("It is drawn outside of what it is a part of.");
      return found.it;
    },
  };
}
