import { createSignal } from "solid-js";
import { setProblemWords } from "../../shared/api-error.ts";
import { invalidate } from "../../shared/cache.ts";
import { setSharedWords } from "../../shared/words.ts";
import { sharedFamilyWords } from "./shared.ts";
import { storedLanguage, storeLanguage } from "./stored-language.ts";

export type Language = "en" | "es";

const [language, show] = createSignal<Language>("en");

export { language };

/** The language of the visit: what was chosen before (a document kept for offline does not know), else what is asked for. */
export function startLanguage(asked: Language): void {
  apply(storedLanguage() ?? asked);
}

/** For this browser; what the server says in sentences of its own is asked for anew. */
export function setLanguage(next: Language): void {
  storeLanguage(next);
  apply(next);
  invalidate("");
}

function apply(next: Language): void {
  document.documentElement.lang = next;
  setSharedWords(() => sharedFamilyWords[next]);
  show(next);
  if (next === "en") setProblemWords(undefined);
  // Only who reads Spanish loads it, and nobody waits for it: the first page has nothing to refuse.
  else
    void import("./problems.ts").then(
      ({ spanishProblems }) => language() === "es" && setProblemWords(spanishProblems),
    );
}

/**
 * The words of one room in every language that is shipped. All words of the portal are in this folder, one file a room,
 * the languages side by side, so that a missing one does not compile.
 */
export function wordsOf<W>(both: Readonly<Record<Language, W>>): () => W {
  return () => both[language()];
}
