import { describe, expect, it } from "vitest";
import { storyOf } from "../../worker/domains/ledger/charge-story.ts";
import type { Step } from "../../worker/domains/pricing/priced.ts";
import type { Context } from "../../worker/kernel/context.ts";

const account = { currency: "USD", locale: "en-US", timeZone: "America/Chicago" };
const ctx = { account, request: {} } as Context;

const trace: Step[] = [
  { rule: "rate", name: "Recreational", basis: "flat", before: 0, after: 9990 },
  {
    rule: "proration",
    cycle: "calendar_month",
    meetings: 3,
    of: 4,
    startsOn: "2026-11-09",
    endsOn: null,
    before: 9990,
    after: "14985/2",
  },
  { rule: "rounding", before: "14985/2", after: 7493 },
];

describe("how a price came about, told", () => {
  it("has a sentence a step, the amounts before and after it, and the day of the tariff where the school is", () => {
    const story = storyOf(ctx, trace, Date.UTC(2026, 10, 1, 3));
    expect(story?.tariff).toBe("By the tariff as it was on Oct 31, 2026");
    expect(story?.steps).toEqual([
      { text: "Tuition “Recreational”: $99.90 a period", before: "$0.00", after: "$99.90" },
      {
        text: "3 of the 4 meetings of the whole month (starts on Nov 9, 2026)",
        before: "$99.90",
        after: "$74.925",
      },
      { text: "$74.925 is rounded to $74.93", before: "$74.925", after: "$74.93" },
    ]);
  });

  it("is nothing for a line typed by hand", () => {
    expect(storyOf(ctx, null, null)).toBeNull();
    expect(storyOf(ctx, [], null)).toBeNull();
  });
});
