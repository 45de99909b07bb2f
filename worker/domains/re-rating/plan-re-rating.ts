import type { FamilyFacts } from "../pricing/facts.ts";
import { priceFamily } from "../pricing/price-family.ts";
import type { PricedLine } from "../pricing/priced.ts";
import type { PriceRules } from "../pricing/rules.ts";
import type { BilledLine, Lowered } from "./re-rating-queries.ts";

// What a family's tuition comes to now, beside what it was billed. Pure.

/** One enrollment in one month whose bill is not what it comes to now. */
export interface ReRated {
  readonly enrollmentId: string;
  readonly month: string;
  readonly description: string;
  readonly locationId: string;
  /** The charge category of what was billed; where nothing was, that of the month’s run. */
  readonly categoryId: string | null;
  readonly billedMinor: number;
  readonly nowMinor: number;
  /** What was billed before, whose open parts a credit pays first. */
  readonly lineIds: readonly string[];
  /** How often this bill was adjusted, for the key of the next time. */
  readonly adjustments: number;
  /** Null for an enrollment that is not there any more. */
  readonly priced: PricedLine | null;
  readonly facts: FamilyFacts["enrollments"][number] | null;
}

export interface Month {
  readonly month: string;
  readonly rules: PriceRules;
  readonly facts: FamilyFacts;
  /** What the month's tuition is labelled with. */
  readonly categoryId: string | null;
}

export function reRate(
  { month, rules, facts, categoryId }: Month,
  billed: readonly BilledLine[],
  lowered: readonly Lowered[],
): ReRated[] {
  const priced = facts.enrollments.length === 0 ? [] : priceFamily(rules, facts).lines;
  const lines = Map.groupBy(
    billed.filter((line) => line.month === month),
    (line) => line.enrollmentId,
  );
  const ids = new Set([...priced.map((line) => line.enrollmentId), ...lines.keys()]);
  return [...ids].flatMap((enrollmentId) => {
    const own = lines.get(enrollmentId) ?? [];
    // What somebody typed, or another program billed, was not priced by a tariff: it is not ours to say what it comes to.
    if (own.some((line) => line.rulesId === null)) return [];
    const credits = lowered.filter((one) => one.billingKey.startsWith(adjustmentKey(enrollmentId, month)));
    const now = priced.find((line) => line.enrollmentId === enrollmentId) ?? null;
    const enrolled = facts.enrollments.find((one) => one.enrollmentId === enrollmentId) ?? null;
    const billedMinor = sum(own.map((line) => line.totalMinor)) - sum(credits.map((one) => one.amountMinor));
    const nowMinor = now?.totalMinor ?? 0;
    if (billedMinor === nowMinor) return [];
    return [
      {
        enrollmentId,
        month,
        description: now?.description ?? own[0]!.description,
        locationId: enrolled?.locationId ?? own[0]!.locationId,
        categoryId: own[0] ? own[0].categoryId : categoryId,
        billedMinor,
        nowMinor,
        lineIds: own.map((line) => line.id),
        adjustments: own.length + credits.length,
        priced: now,
        facts: enrolled,
      },
    ];
  });
}

/** All adjustments of one enrollment's month begin with it; the number after it is how many there were before. */
export function adjustmentKey(enrollmentId: string, month: string): string {
  return `rerate:${enrollmentId}:${month}:`;
}

/**
 * The tariff by which a month was billed, so that a price that was raised since changes nothing of it; what it does not
 * know yet, such as a new class, is as it is now.
 */
export function tariffOfMonth(kept: PriceRules | undefined, now: PriceRules): PriceRules {
  if (kept === undefined) return now;
  return {
    ...kept,
    billingSchedules: { ...now.billingSchedules, ...kept.billingSchedules },
    tuitionRates: { ...now.tuitionRates, ...kept.tuitionRates },
    discountSchedules: { ...now.discountSchedules, ...kept.discountSchedules },
    programs: { ...now.programs, ...kept.programs },
    classes: { ...now.classes, ...kept.classes },
    promoCodes: { ...now.promoCodes, ...kept.promoCodes },
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
