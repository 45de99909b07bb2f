import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A phone as it is stored and found. */
export interface ParsedPhone {
  /** As typed, with runs of blanks collapsed. */
  readonly number: string;
  /** Null when no real number can be made of it in the account's region. */
  readonly e164: string | null;
  /** Tokens of the search: all digits from the front (`fp`) and from the back (`fr`). */
  readonly searchDigits: string[];
}

/** Reads a phone in any notation; a number without country code is one of `region`. */
export function parsePhone(text: string, region: string): ParsedPhone {
  const number = text.normalize("NFKC").replace(/\s+/g, " ").trim();
  const parsed = parsePhoneNumberFromString(number, isSupportedCountry(region) ? region : "US");
  // Possible rather than valid: number plans grow faster than any table of them, and the ranges kept for drama
  // and demonstrations are in none. Two notations of one number must still meet.
  const e164 = parsed?.isPossible() ? parsed.number : null;
  return { number, e164, searchDigits: digitTokens(e164 ?? number) };
}

function digitTokens(text: string): string[] {
  const digits = text.replace(/\D+/g, "");
  return digits === "" ? [] : [`fp${digits}`, `fr${[...digits].reverse().join("")}`];
}
