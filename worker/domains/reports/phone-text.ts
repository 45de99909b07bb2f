import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** A phone as people of the school's region write it; one from elsewhere with its country. */
export function phoneText(phone: string | null, region: string): string | null {
  const parsed = phone === null ? undefined : parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.country === region || (region === "US" && parsed.countryCallingCode === "1")
    ? parsed.formatNational()
    : parsed.formatInternational();
}
