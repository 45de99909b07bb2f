import { type CountryCode, getCountryCallingCode, isSupportedCountry } from "libphonenumber-js/min";
import { parsePhone } from "./phone-numbers.ts";

/** Digits typed from the end of a number find it from four on; fewer would match half the town. */
const MIN_SUFFIX_DIGITS = 4;

/**
 * The search tokens that a phone typed so far, in any notation, may begin: `fp` digits from the front, `fr` from the
 * back. A whole number has one; a part may be national, international, or the end of one.
 */
export function phoneSearchPrefixes(typed: string, region: string): string[] {
  const { e164 } = parsePhone(typed, region);
  if (e164) return [`fp${e164.slice(1)}`];
  const digits = typed.replace(/\D+/g, "");
  if (typed.trim().startsWith("+") || digits.startsWith("00")) return [`fp${digits.replace(/^00/, "")}`];
  const country: CountryCode = isSupportedCountry(region) ? region : "US";
  const national = `fp${getCountryCallingCode(country)}${digits.replace(/^0/, "")}`;
  const prefixes = [national, `fp${digits}`];
  if (digits.length >= MIN_SUFFIX_DIGITS) prefixes.push(`fr${[...digits].reverse().join("")}`);
  return [...new Set(prefixes)];
}
