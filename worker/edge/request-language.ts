import { languageOf } from "../domains/portal/language.ts";
import type { Language } from "../kernel/language.ts";

/** The language that somebody chose in this browser; before that, the one that the browser asks for. */
export function requestLanguage({ headers }: Request): Language {
  const chosen = /(?:^|;\s*)chalkline-language=(en|es)(?:;|$)/.exec(headers.get("cookie") ?? "")?.[1];
  return chosen === "en" || chosen === "es" ? chosen : languageOf(headers.get("accept-language") ?? "");
}
