import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phoneText, phoneTextOf } from "../../worker/domains/reports/phone-text.ts";

describe("phones in reports", () => {
  it("are written as the library writes them, also where it is not asked", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 7, maxLength: 11 });
    const phones = fc.tuple(fc.constantFrom("+1", "+12", "+13", "+18", "+44", "+"), digits);
    fc.assert(
      fc.property(phones, fc.constantFrom("US", "GB", "CA"), (parts, region) => {
        const phone = parts.join("");
        expect(phoneText(phone, region)).toBe(phoneTextOf(phone, region));
      }),
      { numRuns: 5_000 },
    );
    expect(phoneText("+13125550142", "US")).toBe("(312) 555-0142");
    expect(phoneText(null, "US")).toBeNull();
  });
});
