import { formats } from "../../shared/formats.ts";
import { language } from "./language.ts";
import { OBSTACLES_ES, sayIn } from "./problems-es.ts";

const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/g;
const written = (day: string) => formats().date(day, { day: "numeric", month: "long", year: "numeric" });

/** What is in the way, in the language of the visit; days are written out in both. */
export function told({ code, text }: { readonly code: string; readonly text: string }): string {
  const days = (text.match(ISO_DATE) ?? []).map(written);
  const own = language() === "es" ? sayIn(OBSTACLES_ES[code], days) : undefined;
  return own ?? text.replace(ISO_DATE, written);
}
