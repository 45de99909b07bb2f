import { amountOf, named } from "./checks.ts";
import type { EnrollmentFacts, FamilyFacts, TuitionOverride } from "./facts.ts";
import { countMeetings, type MeetingCounts, weekly } from "./meeting-counts.ts";
import type { BillingCycle, ClassRule, PriceRules, TuitionRateRule } from "./rules.ts";

/** An enrollment with what the rules say of it, looked up once. */
export interface Considered {
  readonly facts: EnrollmentFacts;
  /** Where it stands in the facts, for errors. */
  readonly field: string;
  readonly cycle: BillingCycle;
  readonly meetings: MeetingCounts;
  readonly weekly: { readonly slots: number; readonly minutes: number };
  readonly taught: ClassRule;
  readonly rate: TuitionRateRule | null;
  /** Null also when it has expired. */
  readonly override: TuitionOverride | null;
  readonly isOneDay: boolean;
  /** Whether it counts toward tiers and discounts: an active one with a price that is not left out. */
  readonly counts: boolean;
}

export function consider(rules: PriceRules, family: FamilyFacts, facts: EnrollmentFacts): Considered {
  const field = `enrollments.${facts.enrollmentId}`;
  const cycle =
    facts.scheduleId === null
      ? "month_session"
      : named(rules.billingSchedules, facts.scheduleId, `${field}.scheduleId`).cycle;
  const rate = facts.rateId === null ? null : named(rules.tuitionRates, facts.rateId, `${field}.rateId`);
  if (facts.override) amountOf(facts.override.amountMinor, `${field}.override.amountMinor`);
  amountOf(facts.createdAtMs, `${field}.createdAtMs`);
  const expiresOn = facts.override?.expiresOn ?? null;
  const isInForce = expiresOn === null || expiresOn >= family.period.from;
  const override = isInForce ? facts.override : null;
  const isLeftOut = override !== null && !rules.settings.ranksOverridden;
  return {
    facts,
    field,
    cycle,
    meetings: countMeetings(facts, cycle, rules.engine),
    weekly: weekly(facts),
    taught: named(rules.classes, facts.classId, `${field}.classId`),
    rate,
    override,
    isOneDay: facts.kind !== "active",
    counts: facts.kind === "active" && (rate !== null || override !== null) && !isLeftOut,
  };
}

/** Those that count together with one, itself included: at the same location, and in force on a common day. */
export function peersOf(rules: PriceRules, all: readonly Considered[], one: Considered): Considered[] {
  return all.filter(
    (other) =>
      other === one ||
      (other.counts &&
        (rules.settings.countsAcrossLocations || other.facts.locationId === one.facts.locationId) &&
        meetInTime(other.facts, one.facts)),
  );
}

function meetInTime(a: EnrollmentFacts, b: EnrollmentFacts): boolean {
  return (a.endsOn === null || a.endsOn >= b.startsOn) && (b.endsOn === null || b.endsOn >= a.startsOn);
}
