import type { Language } from "./language.ts";

const KEY = "chalkline-language";

/** A browser may keep nothing for us; then the portal speaks what the browser asks for. */
export const localStore = {
  read(): Language | undefined {
    try {
      const stored = localStorage.getItem(KEY);
      return stored === "en" || stored === "es" ? stored : undefined;
    } catch {
      return undefined;
    }
  },
  write(language: Language): void {
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // Nothing to be done: the choice lasts for this visit.
    }
  },
};
