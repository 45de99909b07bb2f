import { describe, expect, it } from "vitest";
import { billingRules } from "../../worker/domains/billing-rules/schemas.ts";
import { discountInput } from "../../worker/domains/discounts/schemas.ts";
import { billingChoice, promoInput, rateInput, taxInput } from "../../worker/domains/tuition/schemas.ts";

type Schema = {
  safeParse(value: unknown): { success: boolean; error?: { issues: { path: PropertyKey[] }[] } };
};
const refusedAt = (schema: Schema, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join("."))[0];

const rate = { name: "Rate", basis: "flat" };
const tiers = (...rows: [number | null, number][]) => ({
  ...rate,
  tierAxis: "classes",
  tiers: rows.map(([upTo, amountMinor]) => ({ upTo, amountMinor })),
});
const promo = { name: "Promo", code: "ABC", kind: "percent", percentBp: 500 };
const grid = { name: "Family", classAxis: "total", unit: "classes", studentAxis: "total" };

describe("amounts and tables that cannot be", () => {
  it.each([
    ["no amount", rateInput, rate, "amountMinor"],
    ["part of a cent", rateInput, { ...rate, amountMinor: 12.5 }, "amountMinor"],
    ["less than nothing", rateInput, { ...rate, amountMinor: -1 }, "amountMinor"],
    ["2^53", rateInput, { ...rate, amountMinor: 2 ** 53 }, "amountMinor"],
    ["no number", rateInput, { ...rate, amountMinor: Number.NaN }, "amountMinor"],
    ["as text", rateInput, { ...rate, amountMinor: "45.005" }, "amountMinor"],
    ["an amount and a table", rateInput, { ...tiers([null, 1]), amountMinor: 5 }, "amountMinor"],
    ["a table of nothing", rateInput, { ...rate, tiers: [{ upTo: null, amountMinor: 1 }] }, "tierAxis"],
    ["a table that ends", rateInput, tiers([1, 100], [2, 90]), "tiers"],
    ["a table that goes back", rateInput, tiers([2, 100], [1, 90], [null, 80]), "tiers"],
    ["a table that ends twice", rateInput, tiers([null, 100], [null, 90]), "tiers"],
    ["one and a half classes", rateInput, tiers([1.5, 100], [null, 90]), "tiers"],
    ["a percentage beyond all", promoInput, { ...promo, percentBp: 10_001 }, "percentBp"],
    ["a code with blanks", promoInput, { ...promo, code: "A B C" }, "code"],
    ["a code without its value", promoInput, { ...promo, percentBp: null }, "percentBp"],
    ["a code of another kind", promoInput, { ...promo, kind: "force_trial" }, "percentBp"],
    [
      "days backwards",
      promoInput,
      { ...promo, startsOn: "2026-12-02", expiresOn: "2026-12-01" },
      "expiresOn",
    ],
    ["used at most never", promoInput, { ...promo, mostUses: 0 }, "mostUses"],
    ["a tax in fractions", taxInput, { name: "Tax", rateBp: 8.25 }, "rateBp"],
    ["a ragged grid", discountInput, { ...grid, rows: [[null], [null, null]] }, "rows"],
    ["an empty grid", discountInput, { ...grid, rows: [] }, "rows"],
    ["101 %", discountInput, { ...grid, rows: [[{ kind: "percent", value: 10_100 }]] }, "rows.0.0.value"],
    ["an override of -1", billingChoice, { overrideMinor: -1 }, "overrideMinor"],
    ["no such day", billingChoice, { overrideExpiresOn: "2026-02-30" }, "overrideExpiresOn"],
    ["due in a year", billingRules, { dueAfterDays: 365 }, "dueAfterDays"],
  ] as [string, Schema, unknown, string][])("%s", (_what, schema, value, path) => {
    expect(refusedAt(schema, value)).toBe(path);
  });

  it("and such as can", () => {
    expect(rateInput.parse(tiers([1, 10_000], [3, 9_000], [null, 8_000])).tiers).toHaveLength(3);
    const hours = { ...tiers([1.5, 3_000], [null, 2_800]), tierAxis: "hours", basis: "per_hour" };
    expect(rateInput.parse(hours).tierAxis).toBe("hours");
    expect(promoInput.parse({ ...promo, code: " été-26 " }).code).toBe("ÉTÉ-26");
  });
});
