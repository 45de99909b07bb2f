import { describe, expect, it } from "vitest";
import { formatPhone } from "../../web/shared/format/phone.ts";

describe("a phone number", () => {
  it.each([
    ["+13125550148", "US", "(312) 555-0148"],
    ["+442079460958", "GB", "020 7946 0958"],
    ["+447700900123", "GB", "07700 900123"],
    ["+441614960123", "GB", "0161 496 0123"],
    ["+442079460958", "US", "+44 20 7946 0958"],
    ["+13125550148", "GB", "+1 312 555 0148"],
    ["+61412345678", "AU", "0412 345 678"],
    ["+33142685300", "US", "+33 142 685 300"],
  ])("%s reads in %s as %s", (e164, region, shown) => {
    expect(formatPhone(e164, region)).toBe(shown);
  });
});
