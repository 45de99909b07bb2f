import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What prices are made of, as it is taken in: wire, form and domain type at once. What is answered is in shapes.ts.

/** More than any lesson costs; thousands of such amounts still add up exactly. */
export const MOST_MINOR = 100_000_000;
export const MOST_TIERS = 40;

const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters"));
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const optionalDate = z._default(z.nullable(isoDate), null);
/** An amount in minor units; whoever shows a form says how many decimals the currency has. */
export const priceMinor = z
  .int("Enter an amount such as 45.00")
  .check(z.minimum(0, "An amount is not negative"), z.maximum(MOST_MINOR, "This amount is too large"));
const amountMinor = priceMinor.check(z.positive("Enter an amount above zero"));
/** Hundredths of a percent: 825 is 8.25 %. */
export const basisPoints = z
  .int("Enter a percentage with at most two decimals")
  .check(z.minimum(0, "A percentage is not negative"), z.maximum(10_000, "At most 100 %"));
const whole = (least: number, most: number) =>
  z
    .int("Enter a whole number")
    .check(z.minimum(least, `At least ${least}`), z.maximum(most, `At most ${most.toLocaleString("en")}`));

const month = z.string().check(z.regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, "Enter a month such as 2026-12"));

export const categoryInput = z.object({ name, expiresOn: optionalDate });
export const updateCategoryInput = z.extend(categoryInput, { version });
export type CategoryInput = z.infer<typeof categoryInput>;

/** One category for each month from `from` on; those that are there already stay. */
export const monthCategoriesInput = z.object({
  from: month,
  months: whole(1, 24),
});
export type MonthCategoriesInput = z.infer<typeof monthCategoriesInput>;

export const billingCycles = ["month_session", "calendar_month", "four_weeks"] as const;
export type BillingCycle = (typeof billingCycles)[number];
export const scheduleInput = z.object({ name, cycle: z.enum(billingCycles) });
export const updateScheduleInput = z.extend(scheduleInput, { version });
export type ScheduleInput = z.infer<typeof scheduleInput>;

export const rateBases = ["flat", "per_hour", "per_slot"] as const;
export const tierAxes = ["classes", "hours", "slots"] as const;
export type TierAxis = (typeof tierAxes)[number];
const tier = z.object({
  /** Up to so many classes, hours or slots a week, which belong to it; null: all that are more. */
  upTo: z.nullable(
    z.number("Enter a number").check(z.positive("More than zero"), z.maximum(999, "At most 999")),
  ),
  amountMinor: priceMinor,
});
export type Tier = z.infer<typeof tier>;

const rateFields = z.object({
  name,
  basis: z.enum(rateBases),
  /** Null exactly where there are tiers. */
  amountMinor: z._default(z.nullable(priceMinor), null),
  tierAxis: z._default(z.nullable(z.enum(tierAxes)), null),
  tiers: z._default(
    z.nullable(
      z
        .array(tier)
        .check(
          z.minLength(1, "Enter at least one row"),
          z.maxLength(MOST_TIERS, `At most ${MOST_TIERS} rows`),
        ),
    ),
    null,
  ),
});
type RateFields = z.infer<typeof rateFields>;

const rateChecks = [
  z.refine<RateFields>((rate) => rate.tiers !== null || rate.amountMinor !== null, {
    path: ["amountMinor"],
    error: "Enter an amount",
  }),
  z.refine<RateFields>((rate) => rate.tiers === null || rate.amountMinor === null, {
    path: ["amountMinor"],
    error: "A rate has one amount or a table of amounts, not both",
  }),
  z.refine<RateFields>((rate) => (rate.tiers === null) === (rate.tierAxis === null), {
    path: ["tierAxis"],
    error: "Choose what the rows count",
  }),
  z.refine<RateFields>(({ tiers }) => tiers === null || tiers.at(-1)?.upTo === null, {
    path: ["tiers"],
    error: "The last row must be for all that are more, so that every number has a price",
  }),
  z.refine<RateFields>(({ tiers, tierAxis }) => tiers === null || tiers.every(isCounted(tierAxis)), {
    path: ["tiers"],
    error: "Classes and slots are whole numbers, hours at most full minutes such as 1.5",
  }),
  z.refine<RateFields>(({ tiers }) => tiers === null || isAscending(tiers), {
    path: ["tiers"],
    error: "Each row must go further than the one above it",
  }),
];
export const rateInput = rateFields.check(...rateChecks);
export const updateRateInput = z.extend(rateFields, { version }).check(...rateChecks);
export type RateInput = z.infer<typeof rateInput>;

/** Hours may be fractions, as long as they are whole minutes. */
const isCounted =
  (axis: TierAxis | null) =>
  ({ upTo }: Tier) =>
    upTo === null || Number.isInteger(axis === "hours" ? Math.round(upTo * 60 * 1e6) / 1e6 : upTo);

function isAscending(tiers: readonly Tier[]): boolean {
  return tiers.every(({ upTo }, i) => {
    const next = tiers[i + 1];
    if (!next) return true;
    return upTo !== null && (next.upTo === null || next.upTo > upTo);
  });
}

export const promoKinds = ["percent", "amount", "switch_schedule", "force_trial"] as const;
export type PromoKind = (typeof promoKinds)[number];
const promoFields = z.object({
  name,
  code: z
    .string()
    .check(
      z.trim(),
      z.minLength(3, "At least 3 characters"),
      z.maxLength(40, "At most 40 characters"),
      z.regex(/^[\p{L}\p{N}_-]*$/u, "Letters, digits, - and _ only, without blanks"),
      z.toUpperCase(),
    ),
  kind: z.enum(promoKinds),
  percentBp: z._default(z.nullable(basisPoints.check(z.positive("Enter more than zero"))), null),
  amountMinor: z._default(z.nullable(amountMinor), null),
  billingScheduleId: z._default(z.nullable(id), null),
  isCombinable: z._default(z.boolean(), false),
  /** None: for everything. */
  programIds: z._default(z.array(id).check(z.maxLength(200)), []),
  startsOn: optionalDate,
  expiresOn: optionalDate,
  mostUses: z._default(z.nullable(whole(1, 1_000_000)), null),
  mostUsesFamily: z._default(z.nullable(whole(1, 1_000)), null),
});
type PromoFields = z.infer<typeof promoFields>;

const promoValues = [
  ["percent", "percentBp", "Enter how many percent are off"],
  ["amount", "amountMinor", "Enter how much is off"],
  ["switch_schedule", "billingScheduleId", "Choose the billing schedule it switches to"],
] as const;
const promoChecks = [
  ...promoValues.map(([kind, path, error]) =>
    z.refine<PromoFields>((promo) => promo.kind !== kind || promo[path] !== null, { path: [path], error }),
  ),
  ...promoValues.map(([kind, path]) =>
    z.refine<PromoFields>((promo) => promo.kind === kind || promo[path] === null, {
      path: [path],
      error: "This does not belong to this kind of code",
    }),
  ),
  z.refine<PromoFields>(
    ({ startsOn, expiresOn }) => startsOn === null || expiresOn === null || expiresOn >= startsOn,
    { path: ["expiresOn"], error: "This lies before the day it begins" },
  ),
];
export const promoInput = promoFields.check(...promoChecks);
export const updatePromoInput = z.extend(promoFields, { version }).check(...promoChecks);
export type PromoInput = z.infer<typeof promoInput>;

export const taxInput = z.object({
  name,
  rateBp: basisPoints,
  /** Null: of every program, at every location. The narrowest rate applies. */
  programId: z._default(z.nullable(id), null),
  locationId: z._default(z.nullable(id), null),
});
export const updateTaxInput = z.extend(taxInput, { version });
export type TaxInput = z.infer<typeof taxInput>;

export const setupOrderInput = z.object({ ids: z.array(id).check(z.maxLength(500)) });
export const setupVersionInput = z.object({ version });

/** What a family would be charged for a month. */
export const previewInput = z.object({ familyId: id, month });
export type PreviewInput = z.infer<typeof previewInput>;

/** How an enrollment is billed; without a pair by the default of its class. */
export const billingChoice = z.object({
  classTuitionId: z._default(z.nullable(id), null),
  /** Agreed on, instead of what the class costs. */
  overrideMinor: z._default(z.nullable(priceMinor), null),
  /** The last day on which a period may begin that it is for. */
  overrideExpiresOn: optionalDate,
  overrideReason: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(300))), null),
  promoCode: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(40))), null),
});
export type BillingChoice = z.infer<typeof billingChoice>;
export const enrollmentBillingInput = z.object({ version, billing: billingChoice });
export type EnrollmentBillingInput = z.infer<typeof enrollmentBillingInput>;
export const choicesInput = z.object({ classId: id, enrollmentId: z.optional(id) });
export type ChoicesInput = z.infer<typeof choicesInput>;
