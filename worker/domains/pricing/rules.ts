/**
 * The versions of the arithmetic: what was priced with one is priced with it for ever. Engine 1 takes a weekly slot whose
 * length changes within a period for as long as its meetings are on average, engine 2 each meeting as long as it is.
 */
export type Engine = 1 | 2;
/** Prices from now on. Whoever changes what a price comes to writes the next one and keeps these. */
export const ENGINE: Engine = 2;
export const isEngine = (value: number): value is Engine => value === 1 || value === 2;

/** Off the price: basis points (1,000 are 10 %) or minor units, as a school stores it. */
export interface Off {
  readonly kind: "percent" | "amount";
  readonly value: number;
}

/**
 * What a full price is divided by: `month_session` the meetings of the class in the period within its session,
 * `calendar_month` those the whole calendar month would have, `four_weeks` four weeks whatever the month has.
 */
export type BillingCycle = "month_session" | "calendar_month" | "four_weeks";

export interface BillingScheduleRule {
  readonly name: string;
  readonly cycle: BillingCycle;
}

/** `flat` is per enrollment and period, `per_slot` per meeting whatever its length, `per_hour` per hour of meetings. */
export type RateBasis = "flat" | "per_hour" | "per_slot";

/** Rows ascend; `upTo` null covers everything above. Hours may be fractions of whole minutes, such as 1.5. */
export interface TierTable {
  readonly axis: "classes" | "hours" | "slots";
  readonly rows: readonly { readonly upTo: number | null; readonly amountMinor: number }[];
}

/**
 * Either one amount or tiers. A tier gives the amount of EACH class at the weekly count of all active classes with this
 * rate, of the student or the family (`settings.tierScope`): with “2 classes: 45.00” each of two classes costs 45.00.
 */
export interface TuitionRateRule {
  readonly name: string;
  readonly basis: RateBasis;
  readonly amountMinor: number | null;
  readonly tiers: TierTable | null;
}

export type SpecialKind = "member" | "employee" | "in_service";

/**
 * Row n is for the n-th class (or the n-th weekly hour, counted up to and with the class, started hours whole), column m
 * for the m-th student; the last row and column go on. `total` reads the row or column of the whole family for everyone.
 */
export interface DiscountScheduleRule {
  readonly name: string;
  readonly classAxis: "one_at_a_time" | "one_at_a_time_per_student" | "total";
  readonly unit: "classes" | "hours";
  readonly studentAxis: "one_at_a_time" | "total";
  readonly rows: readonly (readonly (Off | null)[])[];
  readonly special: Readonly<Record<SpecialKind, Off | null>>;
}

export interface ProgramRule {
  readonly discountScheduleId: string | null;
}

export interface ClassRule {
  readonly allowsProration: boolean;
  readonly isTaxExempt: boolean;
  readonly ownTaxBp: number | null;
}

/** The narrowest applies: program and location, program, location, everything. */
export interface TaxRateRule {
  readonly name: string;
  readonly rateBp: number;
  readonly programId: string | null;
  readonly locationId: string | null;
}

/** Limits on how often a code is used are the caller's to keep; no programs means all of them. */
export type PromoCodeRule = {
  readonly code: string;
  readonly name: string;
  readonly isCombinable: boolean;
  readonly programIds: readonly string[];
  readonly startsOn: string | null;
  readonly expiresOn: string | null;
} & (
  | { readonly kind: "percent"; readonly percentBp: number }
  | { readonly kind: "amount"; readonly amountMinor: number }
  | { readonly kind: "switch_schedule"; readonly scheduleId: string }
  | { readonly kind: "force_trial" }
);
export type PromoKind = PromoCodeRule["kind"];

/** What the school decided about prices; named as in its billing rules. */
export interface PriceSettings {
  /** Prices contain their tax; it is taken out of them instead of put on top. */
  readonly isTaxInclusive: boolean;
  /** A billing blackout lowers a flat price; else the price is spread over the meetings that are left. */
  readonly proratesBlackouts: boolean;
  /** Overridden tuition is lowered when somebody starts late or drops early. */
  readonly proratesOverrides: boolean;
  /** A billing blackout lowers overridden tuition too. */
  readonly prorateOverrideBlackouts: boolean;
  /** An override is one amount for the period; else a price in the rate's own terms, per hour or per meeting. */
  readonly overrideIsFlat: boolean;
  /** Overridden tuition counts toward tiers and discounts and is discounted; else it is left out of all of them. */
  readonly ranksOverridden: boolean;
  /** Classes at other locations count for the discount and the tier. */
  readonly countsAcrossLocations: boolean;
  readonly tierScope: "student" | "family";
  readonly autopayDiscount: Off | null;
  readonly earlyBird: Off | null;
  /** Paid at the latest so many days after the charge date, unless the charge has an early-bird date of its own. */
  readonly earlyBirdDays: number;
}

/** The whole tariff of an account as plain JSON; what a charge was priced with is kept for ever. */
export interface PriceRules {
  readonly engine: Engine;
  readonly currency: string;
  readonly billingSchedules: Readonly<Record<string, BillingScheduleRule>>;
  readonly tuitionRates: Readonly<Record<string, TuitionRateRule>>;
  readonly discountSchedules: Readonly<Record<string, DiscountScheduleRule>>;
  readonly programs: Readonly<Record<string, ProgramRule>>;
  readonly classes: Readonly<Record<string, ClassRule>>;
  readonly taxRates: readonly TaxRateRule[];
  readonly promoCodes: Readonly<Record<string, PromoCodeRule>>;
  readonly settings: PriceSettings;
}
