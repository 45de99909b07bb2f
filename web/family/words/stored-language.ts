import type { Language } from "./language.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** A cookie, so that the server's own sentences (prices above all) come in the same language as the page's. */
export function storeLanguage(language: Language): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support.
  document.cookie = `chalkline-language=${language}; Max-Age=${YEAR_SECONDS}; Path=/; SameSite=Lax${secure}`;
}

/** What was chosen in this browser, by whoever; undefined when nobody did. */
export function storedLanguage(): Language | undefined {
  const chosen = /(?:^|;\s*)chalkline-language=(en|es)(?:;|$)/.exec(document.cookie)?.[1];
  return chosen === "en" || chosen === "es" ? chosen : undefined;
}
