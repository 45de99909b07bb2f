import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateEvidence, localeDateOrder, parseDate } from "../../worker/domains/imports/cell-dates.ts";
import {
  isEmail,
  parseCountry,
  parseGender,
  splitEmails,
  splitFullName,
  splitKeywords,
  splitPhones,
} from "../../worker/domains/imports/cell-values.ts";
import { parsePhone } from "../../worker/domains/phone-numbers.ts";

describe("dates", () => {
  it.each([
    ["2016-04-30", "mdy", "2016-04-30"],
    ["2016/4/3", "dmy", "2016-04-03"],
    ["20160430", "mdy", "2016-04-30"],
    ["04/30/2016", "mdy", "2016-04-30"],
    ["30/04/2016", "dmy", "2016-04-30"],
    ["30.4.2016", "dmy", "2016-04-30"],
    ["4-3-16", "mdy", "2016-04-03"],
    ["4-3-16", "dmy", "2016-03-04"],
    ["1/2/35", "mdy", "1935-01-02"],
    ["30 April 2016", "mdy", "2016-04-30"],
    ["30-Apr-16", "mdy", "2016-04-30"],
    ["April 30, 2016", "dmy", "2016-04-30"],
    ["Sat, 30 Apr 2016", "dmy", "2016-04-30"],
    ["2016-04-30T00:00:00.000Z", "mdy", "2016-04-30"],
    ["4/30/2016 12:00 AM", "mdy", "2016-04-30"],
    ["42490", "mdy", "2016-04-30"],
    ["30/04/2016", "mdy", null],
    ["2016-02-30", "mdy", null],
    ["soon", "mdy", null],
    ["2016", "mdy", null],
    ["Foo 30, 2016", "mdy", null],
  ] as const)("%s as %s is %s", (text, order, date) => {
    expect(parseDate(text, order, 2026)).toBe(date);
  });

  it("reads what it wrote, in either order", () => {
    const day = fc.date({ min: new Date("1901-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split("-");
        expect(parseDate(`${month}/${dayOfMonth}/${year}`, "mdy")).toBe(iso);
        expect(parseDate(`${dayOfMonth}.${month}.${year}`, "dmy")).toBe(iso);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [["04/30/2016", "1/2/2016"], "mdy", false],
    [["30/04/2016", "1/2/2016"], "dmy", false],
    [["1/2/2016", "3/4/2016"], null, true],
    [["4/4/2016", "2016-01-02"], null, false],
    [["30/04/2016", "04/30/2016"], null, true],
    [["2016-01-02"], null, false],
  ] as const)("of %j the order is %s", (values, order, isAmbiguous) => {
    expect(dateEvidence(values)).toEqual({ order, isAmbiguous });
  });

  it("proposes the order of the account's locale", () => {
    expect([localeDateOrder("en-US"), localeDateOrder("en-GB"), localeDateOrder("de-DE")]).toEqual([
      "mdy",
      "dmy",
      "dmy",
    ]);
  });
});

describe("values", () => {
  it.each([
    ["a@x.example; b@x.example", ["a@x.example", "b@x.example"]],
    ["Ann Smith <ann@x.example>", ["ann@x.example"]],
    ["mailto:a@x.example", ["a@x.example"]],
    ["not an address", ["not", "an", "address"]],
  ])("finds the addresses of %j", (text, addresses) => {
    expect(splitEmails(text)).toEqual(addresses);
  });

  it.each(["a@b", "a@b.", "@x.example", "a b@x.example", `${"a".repeat(250)}@x.example`])(
    "refuses the address %s",
    (text) => {
      expect(isEmail(text)).toBe(false);
    },
  );

  it.each([
    ["(312) 555-0101", ["(312) 555-0101"]],
    ["312-555-0101; 312-555-0102", ["312-555-0101", "312-555-0102"]],
    ["312-555-0101, 312-555-0102", ["312-555-0101", "312-555-0102"]],
    ["312-555-0101 or 312-555-0102", ["312-555-0101", "312-555-0102"]],
    ["n/a", []],
  ])("finds the phones of %j", (text, phones) => {
    expect(splitPhones(text)).toEqual(phones);
  });

  it.each([
    ["Mia Smith", "Mia", "Smith"],
    ["Smith, Mia Ann", "Mia Ann", "Smith"],
    ["Mia Ann Smith", "Mia Ann", "Smith"],
    ["Jan van der Berg", "Jan", "van der Berg"],
    ["Mia", "Mia", ""],
  ])("parts the name %s", (text, firstName, lastName) => {
    expect(splitFullName(text)).toEqual({ firstName, lastName });
  });

  it("knows genders, countries and keywords in their usual spellings", () => {
    expect(["F", "Girl", "männlich", "Non-binary", "?"].map(parseGender)).toEqual([
      "female",
      "female",
      "male",
      "other",
      null,
    ]);
    expect(["US", "usa", "United Kingdom", "Germany", "de", "Atlantis"].map(parseCountry)).toEqual([
      "US",
      "US",
      "GB",
      "DE",
      "DE",
      null,
    ]);
    expect(splitKeywords("Team,  Late payer;;VIP")).toEqual(["Team", "Late payer", "VIP"]);
  });
});

describe("phones", () => {
  it.each([
    ["(312) 555-0101", "US", "+13125550101"],
    ["+44 (0)20 7946 0018", "US", "+442079460018"],
    ["020 7946 0018", "GB", "+442079460018"],
    ["07700 900123", "GB", "+447700900123"],
    ["３１２ ５５５ ０１０１", "US", "+13125550101"],
    ["555-0101", "US", null],
    ["ask mum", "US", null],
  ])("%s in %s is %s", (text, region, e164) => {
    const phone = parsePhone(text, region);
    expect(phone.e164).toBe(e164);
    const digits = (e164 ?? phone.number).replace(/\D/g, "");
    expect(phone.searchDigits).toEqual(
      digits === "" ? [] : [`fp${digits}`, `fr${[...digits].reverse().join("")}`],
    );
  });
});
