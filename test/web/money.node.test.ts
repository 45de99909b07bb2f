import { describe, expect, it } from "vitest";
import { formatMoney, parseMoney } from "../../web/shared/format/money.ts";

const usd = (text: string) => parseMoney(text, "USD", "en-US");

describe("an amount that is typed", () => {
  it("is read as people of the school's country write it", () => {
    expect(["25", "$25.5", "1,234.50", " 1234567 ", ".5", "5.", "USD 12", "12 $"].map(usd)).toEqual([
      2500, 2550, 123_450, 123_456_700, 50, 500, 1200, 1200,
    ]);
    expect(["-5", "(12)", "-$5.00", "$-5", "−5"].map(usd)).toEqual([-500, -1200, -500, -500, -500]);
    expect(parseMoney("1.234,50 €", "EUR", "de-DE")).toBe(123_450);
    expect(parseMoney("1 234,5", "EUR", "fr-FR")).toBe(123_450);
    expect(parseMoney("1’234.50", "CHF", "de-CH")).toBe(123_450);
    expect(parseMoney("12,34,567", "INR", "en-IN")).toBe(123_456_700);
    expect(parseMoney("¥1,200", "JPY", "ja-JP")).toBe(1200);
  });

  it("is not guessed at: what could mean another amount is asked again", () => {
    const unclear = [
      "",
      " ",
      ".",
      "$",
      "5,00",
      "1,23,4",
      "1.2.3",
      "1.234",
      "12e3",
      "abc25",
      "25%",
      "👍5",
      "9007199254740993",
    ];
    expect(unclear.map(usd)).toEqual(unclear.map(() => undefined));
  });

  it.each([
    ["USD", "en-US"],
    ["GBP", "en-GB"],
    ["EUR", "de-DE"],
    ["EUR", "fr-FR"],
    ["EUR", "es-ES"],
    ["CHF", "de-CH"],
    ["PLN", "pl-PL"],
    ["SEK", "sv-SE"],
    ["BRL", "pt-BR"],
    ["CAD", "fr-CA"],
  ])("is read again as it was shown, in %s of %s", (currency, locale) => {
    for (const amountMinor of [0, 5, 99_900, 123_456_789, -4_250]) {
      expect(parseMoney(formatMoney(amountMinor, currency, locale), currency, locale)).toBe(amountMinor);
    }
  });
});
