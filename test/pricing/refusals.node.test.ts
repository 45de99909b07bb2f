import { describe, expect, it } from "vitest";
import type { EnrollmentFacts, FamilyFacts, SlotCounts } from "../../worker/domains/pricing/facts.ts";
import { PriceError } from "../../worker/domains/pricing/price-error.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { PriceRules, PriceSettings, TuitionRateRule } from "../../worker/domains/pricing/rules.ts";
import { casesOf } from "./cases.ts";

const [ASKED] = casesOf("one | rows=0,10 tax=8 codes=TEN | Mia A 50 4/4 member; Mia B 40 4/4 | 0 | -");
const { rules, facts } = ASKED!;

/** The field that a refusal names. */
function refused(changedRules: Partial<PriceRules>, changedFacts: Partial<FamilyFacts> = {}): string {
  try {
    priceFamily({ ...rules, ...changedRules }, { ...facts, ...changedFacts });
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toBeInstanceOf(PriceError);
    expect((error as PriceError).message).toContain((error as PriceError).field);
    return (error as PriceError).field;
  }
  return "was priced";
}

const rate = (changed: Partial<TuitionRateRule>) =>
  refused({ tuitionRates: { ...rules.tuitionRates, 50: { ...rules.tuitionRates[50]!, ...changed } } });
const tiers = (...rows: [number | null, number][]) =>
  rate({
    amountMinor: null,
    tiers: { axis: "classes", rows: rows.map(([upTo, amountMinor]) => ({ upTo, amountMinor })) },
  });
const setting = (changed: Partial<PriceSettings>, changedFacts: Partial<FamilyFacts> = {}) =>
  refused({ settings: { ...rules.settings, ...changed } }, changedFacts);
const enrollment = (changed: Partial<EnrollmentFacts>) =>
  refused({}, { enrollments: [{ ...facts.enrollments[0]!, ...changed }, facts.enrollments[1]!] });
const slot = (changed: Partial<SlotCounts>) =>
  enrollment({ slots: [{ ...facts.enrollments[0]!.slots[0]!, ...changed }] });
const override = (amountMinor: number) =>
  enrollment({ override: { amountMinor, expiresOn: null, reason: null } });
const schedule = (rows: PriceRules["discountSchedules"][string]["rows"]) =>
  refused({ discountSchedules: { family: { ...rules.discountSchedules.family!, rows } } });

const BAD_AMOUNTS = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 2 ** 53];

describe("an amount that is no amount is refused with its field", () => {
  it.each(BAD_AMOUNTS)("%d", (bad) => {
    expect(rate({ amountMinor: bad })).toBe("tuitionRates.50.amountMinor");
    expect(tiers([1, bad], [null, 5000])).toBe("tuitionRates.50.tiers.0.amountMinor");
    expect(override(bad)).toBe("enrollments.e1.override.amountMinor");
    expect(schedule([[null], [{ kind: "amount", value: bad }]])).toBe("discountSchedules.family.rows.1.0");
    expect(setting({ earlyBird: { kind: "amount", value: bad } })).toBe("settings.earlyBird.value");
    expect(setting({ autopayDiscount: { kind: "amount", value: bad } }, { isAutopay: true })).toBe(
      "settings.autopayDiscount.value",
    );
  });

  it.each([Number.NaN, -1, 0.5, 10_001])("a share of %d", (bad) => {
    expect(schedule([[null], [{ kind: "percent", value: bad }]])).toBe("discountSchedules.family.rows.1.0");
    expect(setting({ earlyBird: { kind: "percent", value: bad } })).toBe("settings.earlyBird.value");
    expect(refused({ taxRates: [{ name: "Tax", rateBp: bad, programId: null, locationId: null }] })).toBe(
      "taxRates.0.rateBp",
    );
    expect(refused({ classes: { ...rules.classes, A: { ...rules.classes.A!, ownTaxBp: bad } } })).toBe(
      "classes.A.ownTaxBp",
    );
    const TEN = { ...rules.promoCodes.TEN!, kind: "percent" as const, percentBp: bad };
    expect(refused({ promoCodes: { TEN } })).toBe("promoCodes.TEN");
  });

  it.each([Number.NaN, -1, 0.5, 2 ** 53])("%d meetings or minutes", (bad) => {
    const prefix = "enrollments.e1.slots.0";
    for (const part of [
      "minutes",
      "perWeek",
      "meetings",
      "monthMeetings",
      "enrolled",
      "cancelled",
    ] as const) {
      expect(slot({ [part]: bad })).toBe(`${prefix}.${part}`);
    }
    expect(slot({ blackedOut: bad })).toBe(`${prefix}.blackedOut`);
    expect(slot({ enrolledBlackedOut: bad })).toBe(`${prefix}.enrolledBlackedOut`);
    expect(enrollment({ createdAtMs: bad })).toBe("enrollments.e1.createdAtMs");
  });
});

describe("what does not fit together is refused", () => {
  it.each([
    ["more enrolled than there are", slot({ enrolled: 5 }), "enrollments.e1.slots.0.enrolled"],
    ["more blacked out than there are", slot({ blackedOut: 5 }), "enrollments.e1.slots.0.blackedOut"],
    [
      "more blacked out while enrolled",
      slot({ enrolledBlackedOut: 1 }),
      "enrollments.e1.slots.0.enrolledBlackedOut",
    ],
    [
      "blacked out before the start",
      slot({ enrolled: 0, blackedOut: 1, enrolledBlackedOut: 1 }),
      "enrollments.e1.slots.0.enrolledBlackedOut",
    ],
    ["more cancelled than enrolled", slot({ cancelled: 5 }), "enrollments.e1.slots.0.cancelled"],
    ["no meeting a week", slot({ perWeek: 0 }), "enrollments.e1.slots.0.perWeek"],
    ["neither amount nor tiers", rate({ amountMinor: null }), "tuitionRates.50.amountMinor"],
    ["a count beyond the last tier", refused({ tuitionRates: twoTiers() }), "tuitionRates.50.tiers"],
    ["no tiers at all", tiers(), "tuitionRates.50.tiers"],
    ["tiers that fall", tiers([2, 1], [1, 1]), "tuitionRates.50.tiers.1.upTo"],
    ["a tier after the one for all", tiers([null, 1], [3, 1]), "tuitionRates.50.tiers.1.upTo"],
    ["a tier that is not a number", tiers([Number.NaN, 1]), "tuitionRates.50.tiers.0.upTo"],
    ["a schedule without rows", schedule([]), "discountSchedules.family.rows"],
    ["a row without columns", schedule([[]]), "discountSchedules.family.rows"],
    ["an unknown rate", enrollment({ rateId: "gone" }), "enrollments.e1.rateId"],
    ["a name of every object", enrollment({ rateId: "constructor" }), "enrollments.e1.rateId"],
    ["an unknown billing schedule", enrollment({ scheduleId: "gone" }), "enrollments.e1.scheduleId"],
    ["an unknown class", enrollment({ classId: "gone" }), "enrollments.e1.classId"],
    ["an unknown program", enrollment({ programId: "gone" }), "enrollments.e1.programId"],
    ["an unknown discount", refused({ discountSchedules: {} }), "programs.Gym.discountScheduleId"],
    ["the same enrollment twice", enrollment({ enrollmentId: "e2" }), "enrollments.e2"],
    ["an end before the start", enrollment({ endsOn: "2025-01-01" }), "enrollments.e1.endsOn"],
    ["a period backwards", refused({}, { period: { from: "2026-11-30", to: "2026-11-01" } }), "period.to"],
    ["a day that is none", refused({}, { period: { from: "2026-02-30", to: "2026-11-01" } }), "period.from"],
    ["a charge date that is none", refused({}, { chargeOn: "soon" }), "chargeOn"],
    ["another engine", refused(JSON.parse('{"engine":3}') as Partial<PriceRules>), "engine"],
    [
      "days that are none",
      setting({ earlyBird: { kind: "percent", value: 1 }, earlyBirdDays: -1 }),
      "settings.earlyBirdDays",
    ],
  ])("%s", (_name, field, expected) => {
    expect(field).toBe(expected);
  });

  function twoTiers(): PriceRules["tuitionRates"] {
    const only = { axis: "hours" as const, rows: [{ upTo: 0.5, amountMinor: 1 }] };
    return { ...rules.tuitionRates, 50: { ...rules.tuitionRates[50]!, amountMinor: null, tiers: only } };
  }

  it("what comes to more than a number holds", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(rate({ amountMinor: most, basis: "per_slot" })).toBe("enrollments.e1");
    const untaxed = { taxRates: [], programs: { Gym: { discountScheduleId: null } } };
    const both = { 50: { ...rules.tuitionRates[50]!, amountMinor: most }, 40: rules.tuitionRates[40]! };
    expect(refused({ ...untaxed, tuitionRates: both }, { promoIds: [] })).toBe("totals.baseMinor");
    expect(
      refused({ ...untaxed, tuitionRates: both }, { promoIds: [], enrollments: [facts.enrollments[0]!] }),
    ).toBe("was priced");
  });
});
