/** The version of the arithmetic. Whoever changes what a price comes to writes engine 2 and keeps this one. */
export const ENGINE = 1;

/** Off the price: basis points (1,000 are 10 %) or minor units. */
export type Off = { readonly percentBp: number } | { readonly amountMinor: number };

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
  readonly rows: readonly (readonly Off[])[];
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

/** By when the lower price must be paid: the charge's own early-bird date, or so many days after its charge date. */
export type EarlyBirdUntil =
  | { readonly rule: "early_bird_date" }
  | { readonly rule: "days_after_charge"; readonly days: number };

export interface PriceSettings {
  /** Prices contain their tax; it is taken out of them instead of put on top. */
  readonly isTaxInclusive: boolean;
  /** A billing blackout lowers a flat price; else the price is spread over the meetings that are left. */
  readonly proratesBlackouts: boolean;
  /** Overridden tuition is prorated when somebody starts late or drops early. */
  readonly proratesOverrides: boolean;
  /** A billing blackout lowers overridden tuition too. */
  readonly blacksOutOverrides: boolean;
  /** An override is a price in the rate's own terms (per hour, per meeting) rather than one amount for the period. */
  readonly overridesFollowRate: boolean;
  /** Overridden tuition counts in the ranking and is discounted by the schedule; else it is left out of both. */
  readonly ranksOverrides: boolean;
  /** Classes at other locations count for the discount and the tier. */
  readonly countsAcrossLocations: boolean;
  readonly tierScope: "student" | "family";
  readonly autopayDiscountBp: number | null;
  readonly earlyBird: { readonly off: Off; readonly until: EarlyBirdUntil } | null;
}

/** The whole tariff of an account as plain JSON; what a charge was priced with is kept for ever. */
export interface PriceRules {
  readonly engine: typeof ENGINE;
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

/** What a school has that has decided nothing. */
export const DEFAULT_SETTINGS: PriceSettings = {
  isTaxInclusive: false,
  proratesBlackouts: true,
  proratesOverrides: true,
  blacksOutOverrides: true,
  overridesFollowRate: false,
  ranksOverrides: true,
  countsAcrossLocations: false,
  tierScope: "student",
  autopayDiscountBp: null,
  earlyBird: null,
};
