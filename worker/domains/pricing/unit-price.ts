import { amountOf } from "./checks.ts";
import { type Considered, peersOf } from "./considered.ts";
import { type Exact, exactly, times, ZERO } from "./exact.ts";
import { PriceError } from "./price-error.ts";
import type { StepFacts } from "./priced.ts";
import type { PriceRules, RateBasis, TierTable } from "./rules.ts";

/** What one class, hour or meeting costs, and why. */
export interface UnitPrice {
  readonly amount: Exact;
  readonly basis: RateBasis;
  readonly why: StepFacts;
}

export function unitPrice(rules: PriceRules, all: readonly Considered[], one: Considered): UnitPrice {
  const { facts, override, rate } = one;
  if (override) {
    return {
      amount: exactly(override.amountMinor),
      basis: rules.settings.overrideIsFlat || !rate ? "flat" : rate.basis,
      why: { rule: "override", expiresOn: override.expiresOn, reason: override.reason },
    };
  }
  if (!rate) {
    const { kind } = facts;
    const isFree = kind === "trial" || kind === "makeup";
    return { amount: ZERO, basis: "flat", why: isFree ? { rule: "free", kind } : { rule: "no_rate" } };
  }
  const { name, basis } = rate;
  if (!rate.tiers) {
    const field = `tuitionRates.${facts.rateId}.amountMinor`;
    if (rate.amountMinor === null) throw new PriceError(field, "is missing, and so are the tiers");
    return { amount: exactly(amountOf(rate.amountMinor, field)), basis, why: { rule: "rate", name, basis } };
  }
  return tierPrice(rules, all, one, rate.tiers);
}

function tierPrice(
  rules: PriceRules,
  all: readonly Considered[],
  one: Considered,
  { axis, rows }: TierTable,
): UnitPrice {
  const { name, basis } = one.rate!;
  const scope = rules.settings.tierScope;
  const counted = peersOf(rules, all, one).filter(
    ({ facts }) =>
      facts.rateId === one.facts.rateId && (scope === "family" || facts.studentId === one.facts.studentId),
  );
  let count = 0;
  for (const peer of counted) {
    count += axis === "classes" ? 1 : axis === "slots" ? peer.weekly.slots : peer.weekly.minutes;
  }
  const field = `tuitionRates.${one.facts.rateId}.tiers`;
  const row = rowOf(rows, axis, count, field);
  const amount = exactly(amountOf(rows[row]!.amountMinor, `${field}.${row}.amountMinor`));
  return { amount, basis, why: { rule: "tier", name, basis, axis, scope, count, row: row + 1 } };
}

function rowOf(rows: TierTable["rows"], axis: TierTable["axis"], count: number, field: string): number {
  let last = 0;
  let found: number | null = null;
  rows.forEach(({ upTo }, i) => {
    const limit = upTo === null ? Number.POSITIVE_INFINITY : axis === "hours" ? Math.round(upTo * 60) : upTo;
    if (!(limit > last)) throw new PriceError(`${field}.${i}.upTo`, "must go further than the row above");
    last = limit;
    if (found === null && count <= limit) found = i;
  });
  if (found === null) throw new PriceError(field, `have no row for ${axis} beyond the last one`);
  return found;
}

/**
 * What somebody enrolled for the whole period would pay if nothing were blacked out. Discounts rank by it, so that a
 * class has the same row in a month that is not whole.
 */
export function wholePrice(one: Considered, { amount, basis }: UnitPrice): Exact {
  if (basis === "per_slot") return times(amount, one.meetings.whole);
  if (basis === "per_hour") return times(amount, one.meetings.wholeMinutes, 60);
  return amount;
}
