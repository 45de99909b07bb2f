import { untrack } from "solid-js";
import { api } from "../shared/api.ts";
import { me, setMe } from "./session.ts";
import { type Language, language, setLanguage } from "./words/language.ts";
import { storedLanguage } from "./words/stored-language.ts";

// What was chosen before somebody signed in, in this very visit, is theirs; what was left in the browser may be another's.
let chosenNow: Language | undefined;

/** For this browser, and for whoever is signed in: mails to them come in it too. */
export function chooseLanguage(next: Language): void {
  chosenNow = next;
  setLanguage(next);
  if (me()) keep(next);
}

/** To be run for whoever is signed in: their own language, else the one that this browser was given becomes theirs. */
export function followLanguage(): void {
  const own = me()?.login.language;
  if (own === undefined) return;
  const wanted = chosenNow ?? (own === null ? storedLanguage() : undefined);
  untrack(() => {
    if (wanted !== undefined && wanted !== own) keep(wanted);
    else if (own !== null && own !== language()) setLanguage(own);
  });
}

/** A choice that did not reach the school lasts for this browser; it is offered again with the next visit. */
function keep(next: Language): void {
  void api.post("/session/language", { language: next }).then(
    () => setMe((who) => who && { ...who, login: { ...who.login, language: next } }),
    () => {},
  );
}
