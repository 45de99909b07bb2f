import { isIsoDate } from "../../../tenant-schema/dates.ts";
import { type Considered, consider } from "./considered.ts";
import { byText, inRank } from "./discounts.ts";
import type { FamilyFacts } from "./facts.ts";
import { PriceError } from "./price-error.ts";
import { priceLine } from "./price-line.ts";
import type { LineAmounts, Priced, PricedLine, PromoNotice } from "./priced.ts";
import { isEngine, type PriceRules } from "./rules.ts";
import { unitPrice, wholePrice } from "./unit-price.ts";

/**
 * What a family's enrollments cost in a period, and why. The same rules and facts give the same cents for ever: the engine
 * reads nothing else, and its version is part of the rules. A number that cannot be priced is a `PriceError`.
 */
export function priceFamily(rules: PriceRules, family: FamilyFacts): Priced {
  checkAsked(rules, family);
  const all = family.enrollments.map((facts) => consider(rules, family, facts)).sort(inOrder);
  const priced = all.map((one) => {
    const unit = unitPrice(rules, all, one);
    return { one, unit, wholePrice: wholePrice(one, unit) };
  });
  const ranked = inRank(priced.filter(({ one }) => one.counts));
  const notices: PromoNotice[] = [];
  const lines = priced.map(({ one, unit }) => priceLine({ rules, family, ranked, notices }, one, unit));
  return {
    engine: rules.engine,
    currency: rules.currency,
    familyId: family.familyId,
    lines,
    notices,
    totals: totalsOf(lines),
  };
}

function checkAsked(rules: PriceRules, family: FamilyFacts): void {
  if (!isEngine(rules.engine)) throw new PriceError("engine", "must be one that is known");
  const { period, chargeOn, enrollments } = family;
  if (!isIsoDate(period.from)) throw new PriceError("period.from", "must be a date");
  if (!isIsoDate(period.to)) throw new PriceError("period.to", "must be a date");
  if (period.to < period.from) throw new PriceError("period.to", "must not lie before period.from");
  if (!isIsoDate(chargeOn)) throw new PriceError("chargeOn", "must be a date");
  const seen = new Set<string>();
  for (const { enrollmentId, startsOn, endsOn } of enrollments) {
    if (seen.has(enrollmentId)) throw new PriceError(`enrollments.${enrollmentId}`, "is there twice");
    seen.add(enrollmentId);
    if (endsOn !== null && endsOn < startsOn) {
      throw new PriceError(`enrollments.${enrollmentId}.endsOn`, "must not lie before startsOn");
    }
  }
}

/** By student, then class, however the facts were sorted. */
function inOrder({ facts: a }: Considered, { facts: b }: Considered): number {
  return (
    byText(a.studentName, b.studentName) ||
    byText(a.studentId, b.studentId) ||
    byText(a.className, b.className) ||
    byText(a.enrollmentId, b.enrollmentId)
  );
}

function totalsOf(lines: readonly PricedLine[]): LineAmounts {
  const sum = (of: keyof LineAmounts): number => {
    const total = lines.reduce((all, line) => all + line[of], 0);
    if (!Number.isSafeInteger(total)) throw new PriceError(`totals.${of}`, "comes to more than can be kept");
    return total;
  };
  return {
    baseMinor: sum("baseMinor"),
    discountMinor: sum("discountMinor"),
    netMinor: sum("netMinor"),
    taxMinor: sum("taxMinor"),
    totalMinor: sum("totalMinor"),
  };
}
