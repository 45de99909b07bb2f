import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { PricedKind } from "./facts.ts";
import type { BillingCycle, Engine, Off, RateBasis, SpecialKind, TierTable } from "./rules.ts";

/** Minor units without rounding: a whole number, or a fraction as text such as "4845/2". */
export type ExactMinor = number | string;

interface Amounts {
  readonly before: ExactMinor;
  readonly after: ExactMinor;
}

/** Why an amount became another one. Names are part of it, so that it reads the same when they have changed since. */
export type Step = Amounts & StepFacts;

/** Meetings that are paid for and as long as one another. */
export interface BilledLength {
  readonly meetings: number;
  /** How long one of them is. */
  readonly minutes: number;
  /** The day from which they are as long; null where they have been through the whole period. */
  readonly startsOn: IsoDate | null;
}

export type StepFacts =
  | { readonly rule: "rate"; readonly name: string; readonly basis: RateBasis }
  | {
      readonly rule: "tier";
      readonly name: string;
      readonly basis: RateBasis;
      readonly axis: TierTable["axis"];
      readonly scope: "student" | "family";
      /** Classes or slots; minutes where the axis is hours. */
      readonly count: number;
      readonly row: number;
    }
  | { readonly rule: "no_rate" }
  | { readonly rule: "free"; readonly kind: "trial" | "makeup" }
  | { readonly rule: "override"; readonly expiresOn: IsoDate | null; readonly reason: string | null }
  | { readonly rule: "override_expired"; readonly expiresOn: IsoDate }
  | { readonly rule: "per_meeting"; readonly meetings: number; readonly blackedOut: number }
  | {
      readonly rule: "per_hour";
      readonly meetings: number;
      readonly minutes: number;
      readonly blackedOut: number;
      /** Where not all meetings are as long: those of each length, in the order of their days. Not with engine 1. */
      readonly lengths?: readonly BilledLength[];
    }
  | { readonly rule: "fifth_week"; readonly meetings: number }
  | {
      readonly rule: "proration";
      readonly cycle: BillingCycle;
      readonly meetings: number;
      readonly of: number;
      /** Given when they lie inside the period. */
      readonly startsOn: IsoDate | null;
      readonly endsOn: IsoDate | null;
    }
  | { readonly rule: "blackout"; readonly blackedOut: number; readonly meetings: number; readonly of: number }
  | { readonly rule: "blackout_spread"; readonly blackedOut: number }
  | { readonly rule: "no_proration" }
  | { readonly rule: "no_meetings" }
  | { readonly rule: "cancelled"; readonly meetings: number }
  | {
      readonly rule: "discount_row";
      readonly schedule: string;
      readonly off: Off;
      readonly row: number;
      readonly column: number;
      readonly classAxis: "one_at_a_time" | "one_at_a_time_per_student" | "total";
      readonly unit: "classes" | "hours";
      readonly studentAxis: "one_at_a_time" | "total";
      /** What was counted: classes, or minutes a week where the unit is hours. */
      readonly count: number;
      readonly students: number;
    }
  | { readonly rule: "special"; readonly schedule: string; readonly special: SpecialKind; readonly off: Off }
  | { readonly rule: "promo"; readonly code: string; readonly name: string; readonly off: Off }
  | { readonly rule: "autopay"; readonly off: Off }
  | { readonly rule: "rounding" }
  | {
      readonly rule: "tax";
      readonly name: string | null;
      readonly rateBp: number;
      readonly isInclusive: boolean;
      readonly taxMinor: number;
    }
  | { readonly rule: "tax_exempt" };
export type StepRule = StepFacts["rule"];

/** `net + discount = base` and `total = net + tax`; none of the first three contains tax, also in tax-inclusive mode. */
export interface LineAmounts {
  readonly baseMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Until the early-bird date of the charge, else so many days after its charge date. */
export interface EarlyBird {
  readonly untilRule: { readonly rule: "days_after_charge"; readonly days: number };
  readonly discountMinor: number;
}

export interface PricedLine extends LineAmounts {
  readonly enrollmentId: string;
  /** The kind of charge line. */
  readonly kind: "tuition";
  readonly enrollmentKind: PricedKind;
  readonly description: string;
  readonly isTaxInclusive: boolean;
  /** The full total is charged; paid in time it is `discountMinor` less, tax included. */
  readonly earlyBird: EarlyBird | null;
  /** The codes that lowered this line, in the order in which they did. */
  readonly promoIds: readonly string[];
  readonly trace: readonly Step[];
}

/** What became of a code that did not simply lower a line; the caller acts on it or tells somebody. */
export type PromoNotice = { readonly promoId: string; readonly enrollmentId: string } & (
  | { readonly notice: "switch_schedule"; readonly scheduleId: string }
  | { readonly notice: "force_trial" }
  | {
      readonly notice:
        | "unknown"
        | "not_yet"
        | "expired"
        | "other_program"
        | "not_combinable"
        | "nothing_left";
    }
);

export interface Priced {
  readonly engine: Engine;
  readonly currency: string;
  readonly familyId: string;
  /** By student, then class. */
  readonly lines: readonly PricedLine[];
  readonly notices: readonly PromoNotice[];
  readonly totals: LineAmounts;
}
