import { isSupportedCountry } from "libphonenumber-js/min";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";

/** What only this machine's tables can say: whether a time zone, a language and a country exist. */
export function refuseUnknown(input: {
  readonly timeZone?: string;
  readonly locale?: string;
  readonly phoneRegion?: string;
}): void {
  const fields: FieldProblem[] = [];
  const { timeZone, locale, phoneRegion } = input;
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    fields.push({ path: "timeZone", message: "Choose a time zone such as America/Chicago" });
  }
  if (locale !== undefined && !isLocale(locale)) {
    fields.push({ path: "locale", message: "Choose a language such as en-US" });
  }
  if (phoneRegion !== undefined && !isSupportedCountry(phoneRegion)) {
    fields.push({ path: "phoneRegion", message: "Choose a country" });
  }
  if (fields.length > 0) {
    throw new Precondition("unknown_place", fields.map((field) => field.message).join(". "), fields);
  }
}

function isTimeZone(name: string): boolean {
  // Offsets such as +05:00 are accepted by some runtimes; they know no summer time and are refused.
  if (!name.includes("/") && name !== "UTC") return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function isLocale(name: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(name).length === 1;
  } catch {
    return false;
  }
}
