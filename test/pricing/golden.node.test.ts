import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { Engine } from "../../worker/domains/pricing/rules.ts";
import golden1 from "./golden-engine-1.json" with { type: "json" };
import golden2 from "./golden-engine-2.json" with { type: "json" };
import { Chance, randomFamily, randomRules, withLengths } from "./random-families.ts";

const FAMILIES = 200;
/** As many families share a tariff. */
const A_SCHOOL = 10;

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** What was asked and answered, for as many families as the file has. */
function priceAll(engine: Engine) {
  const chance = new Chance(20261122);
  const asked: unknown[] = [];
  const answers: unknown[] = [];
  const cents: Record<string, readonly (readonly number[])[]> = {};
  let rules = randomRules(chance, engine);
  for (let i = 0; i < FAMILIES; i += 1) {
    if (i % A_SCHOOL === 0) rules = randomRules(chance, engine);
    const family = randomFamily(chance, i);
    const facts = engine === 1 ? family : withLengths(chance, family);
    const priced = priceFamily(rules, facts);
    asked.push([rules, facts]);
    answers.push(priced);
    cents[facts.familyId] = priced.lines.map((line) => [line.baseMinor, line.discountMinor, line.taxMinor]);
  }
  return { asked: digest(asked), cents, answers: digest(answers) };
}

// Charges were made with these prices. What is priced otherwise is a later engine, beside this one; the file stays.
describe.each([
  [1, golden1],
  [2, golden2],
] as const)("engine %i gives the same for ever", (engine, golden) => {
  const now = priceAll(engine);

  it("is asked the same as when the file was made", () => {
    expect(now.asked).toBe(golden.asked);
  });

  it("base, discount and tax of every line", () => {
    expect(now.cents).toEqual(golden.cents);
    expect(Object.keys(golden.cents)).toHaveLength(FAMILIES);
  });

  it("every word of its answers, the traces too", () => {
    expect(now.answers).toBe(golden.answers);
  });
});
