import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** All numbers of North America are written alike; asking the library for thousands would take longer than a report. */
const NORTH_AMERICAN = /^\+1([2-9]\d\d)(\d{3})(\d{4})$/;

/** A phone as people of the school's region write it; one from elsewhere with its country. */
export function phoneText(phone: string | null, region: string): string | null {
  if (phone === null) return null;
  const parts = region === "US" ? NORTH_AMERICAN.exec(phone) : null;
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : phoneTextOf(phone, region);
}

/** As the library writes it. */
export function phoneTextOf(phone: string, region: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed) return phone;
  return parsed.country === region || (region === "US" && parsed.countryCallingCode === "1")
    ? parsed.formatNational()
    : parsed.formatInternational();
}
