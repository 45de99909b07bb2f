import { describe, expect, it } from "vitest";
import { explain } from "../../worker/domains/pricing/explain.ts";
import type { EnrollmentFacts, FamilyFacts, SlotCounts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { Engine, PriceRules } from "../../worker/domains/pricing/rules.ts";
import { type Case, casesOf } from "./cases.ts";

/** A weekly hour that lasts 100 minutes from the 16th on: Mondays 2 and 9, then 16, 23 and 30. */
const CHANGED: SlotCounts = {
  ...{ minutes: 84, perWeek: 1, meetings: 5, monthMeetings: 5, enrolled: 5 },
  ...{ blackedOut: 0, enrolledBlackedOut: 0, cancelled: 0 },
  lengths: [
    { minutes: 60, startsOn: null, meetings: 2, enrolled: 2, enrolledBlackedOut: 0 },
    { minutes: 100, startsOn: "2026-11-16", meetings: 3, enrolled: 3, enrolledBlackedOut: 0 },
  ],
};

/** Of 20.00 an hour, for somebody with this slot. */
function asked(slot: SlotCounts, cycle = ""): { rules: PriceRules; facts: FamilyFacts } {
  const [{ rules, facts }] = casesOf(`length | - | Mia Gym 20/h 5/5 ${cycle} | - | -`) as [Case];
  const enrollments = facts.enrollments.map((one): EnrollmentFacts => ({ ...one, slots: [slot] }));
  return { rules, facts: { ...facts, enrollments } };
}

function price(slot: SlotCounts, engine: Engine, cycle = "") {
  const { rules, facts } = asked(slot, cycle);
  const [line] = priceFamily({ ...rules, engine }, facts).lines;
  return { cents: line!.totalMinor, told: explain(line!.trace, { currency: "USD", locale: "en-US" }) };
}

describe("a weekly slot whose length changes in the middle of a month, by the hour", () => {
  it("costs what its own meetings last, and the explanation names both lengths", () => {
    // 2 × 60 and 3 × 100 minutes.
    expect(price(CHANGED, 2)).toEqual({
      cents: 14_000,
      told: [
        "Tuition “20/h”: $20.00 an hour",
        "7 hours in 5 meetings (2 of 60 minutes, 3 of 100 minutes from Nov 16, 2026) × $20.00",
      ],
    });
  });

  it("costs whoever comes only for the second half what the second half lasts", () => {
    const [first, second] = CHANGED.lengths!;
    const lengths = [{ ...first!, enrolled: 0 }, second!];
    // On average it would be 3 × 84 minutes, 84.00.
    expect(price({ ...CHANGED, enrolled: 3, lengths }, 2)).toMatchObject({ cents: 10_000 });
    expect(price({ ...CHANGED, enrolled: 3, lengths }, 2).told[1]).toBe(
      "5 hours in 3 meetings (3 of 100 minutes from Nov 16, 2026) × $20.00",
    );
  });

  it("leaves out the meeting that is not billed, not an average one", () => {
    const [first, second] = CHANGED.lengths!;
    const lengths = [first!, { ...second!, enrolledBlackedOut: 1 }];
    const slot = { ...CHANGED, blackedOut: 1, enrolledBlackedOut: 1, lengths };
    expect(price(slot, 2)).toMatchObject({ cents: 10_667 });
  });

  it("in a month of four weeks the last meeting is the free one", () => {
    expect(price(CHANGED, 2, "4w")).toMatchObject({ cents: 10_667 });
  });

  it("old charges come to the same cents, with the facts they kept and with those of today", () => {
    const { lengths: _, ...kept } = CHANGED;
    const before = price(kept, 1);
    expect(before).toMatchObject({
      cents: 14_000,
      told: [expect.anything(), "7 hours in 5 meetings × $20.00"],
    });
    expect(price(CHANGED, 1)).toEqual(before);
    const late = {
      ...CHANGED,
      enrolled: 3,
      lengths: [{ ...CHANGED.lengths![0]!, enrolled: 0 }, CHANGED.lengths![1]!],
    };
    expect(price(late, 1).cents).toBe(8_400);
  });

  it("lengths that are not those of the meetings are refused", () => {
    const [first, second] = CHANGED.lengths!;
    expect(() => price({ ...CHANGED, lengths: [first!, { ...second!, meetings: 2 }] }, 2)).toThrow(/lengths/);
  });
});
