import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import { ENGINE, type Off, type PriceRules } from "../../worker/domains/pricing/rules.ts";
import { casesOf, centsOf } from "./cases.ts";
import { readFamily } from "./read-family.ts";
import { readRules } from "./read-rules.ts";

/*
 * Another class never makes the family's total smaller, to the cent and whatever stands in the rows, while whole months are
 * priced with ONE schedule that counts classes one at a time and has one column: whoever moves down a row makes place for
 * somebody who costs no less in it. The last test shows why each of these words is there.
 */

const percentRows = fc
  .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 5 })
  .map((rows) => rows.map((value): Off => ({ kind: "percent", value })));
const amountRows = fc
  .array(fc.integer({ min: 0, max: 6_000 }), { minLength: 1, maxLength: 5 })
  .map((rows) => rows.map((value): Off => ({ kind: "amount", value })));
const mixedRows = fc.array(
  fc.record({
    kind: fc.constantFrom("percent" as const, "amount" as const),
    value: fc.integer({ min: 0, max: 9_999 }),
  }),
  { minLength: 1, maxLength: 5 },
);

const taken = fc.record({
  student: fc.constantFrom("Mia", "Leo"),
  cents: fc.integer({ min: 0, max: 9_999 }),
});

function totalOf(rules: PriceRules, classes: readonly { student: string; cents: number }[]): number {
  const text = classes.map(({ student, cents }, i) => `${student} C${i} ${(cents / 100).toFixed(2)} 4/4`);
  const { facts, made } = readFamily(text.join(";"), "-");
  const { programs, discountSchedules, settings } = rules;
  return priceFamily(
    { ...readRules("-", made), engine: ENGINE, programs, discountSchedules, settings },
    facts,
  ).totals.totalMinor;
}

describe("another class", () => {
  it.each([
    ["percentages", percentRows],
    ["amounts", amountRows],
    ["mixed", mixedRows],
  ])("does not make the family pay less: %s", (_name, rows) => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom("one_at_a_time" as const, "one_at_a_time_per_student" as const),
        fc.array(taken, { maxLength: 6 }),
        taken,
        (offs, classAxis, classes, another) => {
          const base = readRules("rows=0", readFamily("Mia A 50 4/4", "-").made);
          const family = { ...base.discountSchedules.family!, classAxis, rows: offs.map((off) => [off]) };
          const rules = { ...base, discountSchedules: { family } };
          expect(totalOf(rules, [...classes, another])).toBeGreaterThanOrEqual(totalOf(rules, classes));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ["read in total", "rows=0,60 axis=total", "Mia A 50 4/4", "Mia B 50 4/4"],
    ["several columns", "rows=0:50,0:50,0:50", "Mia A 50 4/4; Mia B 50 4/4; Mia C 50 4/4", "Leo D 51 4/4"],
    ["counted in hours", "rows=0,0,100 unit=hours", "Mia A 50 4/4; Mia B 50 4/4", "Mia C 50 4/4x120 made=0"],
    [
      "two schedules",
      "rows=0,100,0 dance=0,0,100",
      "Mia A 60 4/4 #Dance; Mia B 50 4/4 #Dance",
      "Mia C 70 1/4",
    ],
    ["a part of a month", "rows=0,50", "Mia A 50 4/4", "Mia B 60 1/4 from=24"],
    ["tiers", "-", "Mia A classes:1=50,*=20 4/4", "Mia B classes:1=50,*=20 4/4"],
  ])("may make it pay less when discounts are %s", (_name, rules, before, another) => {
    const sum = (enrollments: string) => {
      const [one] = casesOf(`one | ${rules} | ${enrollments} | 0 | -`);
      return centsOf(priceFamily(one!.rules, one!.facts))
        .split(" ")
        .reduce((total, cents) => total + Number(cents), 0);
    };
    expect(sum(`${before}; ${another}`)).toBeLessThan(sum(before));
  });
});
