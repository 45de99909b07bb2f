import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromMinor, halfUp } from "../../worker/domains/pricing/exact.ts";
import { explain } from "../../worker/domains/pricing/explain.ts";
import type { FamilyFacts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { Priced } from "../../worker/domains/pricing/priced.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { Chance, randomFamily, randomRules } from "./random-families.ts";

const RUNS = 2_000;

/** A school and a family of it, by a seed that a failing run prints. */
const asked = fc.integer({ min: 1, max: 2 ** 31 }).map((seed) => {
  const chance = new Chance(seed);
  return { seed, rules: randomRules(chance), facts: randomFamily(chance, 1) };
});

function holds(check: (rules: PriceRules, facts: FamilyFacts, priced: Priced, chance: Chance) => void): void {
  fc.assert(
    fc.property(asked, ({ seed, rules, facts }) => {
      check(rules, facts, priceFamily(rules, facts), new Chance(seed + 1));
    }),
    { numRuns: RUNS },
  );
}

describe("whatever a school and a family are like", () => {
  it("amounts are whole, add up and are never negative", () => {
    holds((_rules, _facts, { lines, totals }) => {
      for (const line of lines) {
        expect(line.netMinor + line.discountMinor).toBe(line.baseMinor);
        expect(line.netMinor + line.taxMinor).toBe(line.totalMinor);
        for (const key of ["baseMinor", "discountMinor", "netMinor", "taxMinor"] as const) {
          expect(Number.isSafeInteger(line[key]) && line[key] >= 0).toBe(true);
        }
        const early = line.earlyBird?.discountMinor ?? 1;
        expect(early > 0 && early <= Math.max(1, line.totalMinor)).toBe(true);
      }
      for (const key of ["baseMinor", "discountMinor", "netMinor", "taxMinor", "totalMinor"] as const) {
        expect(totals[key]).toBe(lines.reduce((sum, line) => sum + line[key], 0));
      }
    });
  });

  it("there is one line for each enrollment, and the order of the facts changes nothing", () => {
    holds((rules, facts, priced, chance) => {
      const ids = facts.enrollments.map((one) => one.enrollmentId);
      expect(priced.lines.map((line) => line.enrollmentId).sort()).toEqual(ids.sort());
      const shuffled = [...facts.enrollments];
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = chance.whole(0, i);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      const turned = { ...facts, enrollments: shuffled, promoIds: facts.promoIds.toReversed() };
      expect(priceFamily(rules, turned)).toEqual(priced);
    });
  });

  it("rules and facts that were stored give the identical answer, to the letter", () => {
    holds((rules, facts, priced) => {
      const stored = JSON.parse(JSON.stringify({ rules, facts })) as {
        rules: PriceRules;
        facts: FamilyFacts;
      };
      expect(JSON.stringify(priceFamily(stored.rules, stored.facts))).toBe(JSON.stringify(priced));
      expect(JSON.parse(JSON.stringify(priced))).toEqual(priced);
    });
  });

  it("a trace is a chain that ends at the total, with one rounding at most", () => {
    holds((_rules, _facts, { lines }) => {
      for (const { trace, totalMinor } of lines) {
        let amount: number | string = 0;
        for (const step of trace) {
          expect(step.before).toBe(amount);
          amount = step.after;
        }
        expect(amount).toBe(totalMinor);
        const roundings = trace.filter((step) => step.rule === "rounding");
        expect(roundings.length).toBeLessThanOrEqual(1);
        for (const step of roundings) expect(halfUp(fromMinor(step.before), "rounding")).toBe(step.after);
      }
    });
  });

  it("every step has a sentence in each language, without anything undefined in it", () => {
    holds((_rules, _facts, { lines, currency }) => {
      for (const { trace } of lines) {
        const english = explain(trace, { currency, locale: "en-US" });
        const spanish = explain(trace, { currency, locale: "es-US", language: "es" });
        expect([english.length, spanish.length]).toEqual([trace.length, trace.length]);
        expect([...english, ...spanish].join(" ")).not.toMatch(/undefined|NaN|null|Infinity/);
        // Names and amounts are the same in both; no sentence is.
        expect(spanish.some((sentence, i) => sentence === english[i])).toBe(false);
        expect(spanish.join(" ")).not.toMatch(/\b(of|the|off|meetings?|class|price|hours?|starts|tax)\b/i);
      }
    });
  });

  it("asking changes neither rules nor facts", () => {
    holds((rules, facts) => {
      const before = JSON.stringify([rules, facts]);
      priceFamily(rules, facts);
      expect(JSON.stringify([rules, facts])).toBe(before);
    });
  });

  it("who is there for more meetings never pays less", () => {
    holds((rules, facts, priced) => {
      facts.enrollments.forEach((one, at) => {
        const slot = one.slots[0];
        const canGrow = slot && slot.enrolled - slot.enrolledBlackedOut < slot.meetings - slot.blackedOut;
        if (!canGrow) return;
        const slots = [{ ...slot, enrolled: slot.enrolled + 1 }, ...one.slots.slice(1)];
        const longer = { ...facts, enrollments: facts.enrollments.with(at, { ...one, slots }) };
        const totals = new Map(priced.lines.map((line) => [line.enrollmentId, line.totalMinor]));
        for (const line of priceFamily(rules, longer).lines) {
          expect(line.totalMinor).toBeGreaterThanOrEqual(totals.get(line.enrollmentId)!);
        }
      });
    });
  });
});
