// What the set-up of tuition answers, for the wire and the screens.
import type { BillingRules } from "../billing-rules/schemas.ts";
import type { DiscountInput } from "../discounts/schemas.ts";
import type {
  BillingChoice,
  CategoryInput,
  PromoInput,
  RateInput,
  ScheduleInput,
  TaxInput,
} from "./schemas.ts";

interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface CategoryRow extends Versioned, CategoryInput {}
export interface CategoriesPage {
  readonly rows: readonly CategoryRow[];
  /** In the school's time zone, by which they expire. */
  readonly today: string;
}

/** How many classes are billed by it. */
interface UsedByClasses {
  readonly classes: number;
}
export interface ScheduleRow extends Versioned, ScheduleInput, UsedByClasses {}
export interface SchedulesPage {
  readonly rows: readonly ScheduleRow[];
}

export interface RateRow extends Versioned, RateInput, UsedByClasses {}
export interface RatesPage {
  readonly rows: readonly RateRow[];
}

export interface DiscountScheduleRow extends Versioned, DiscountInput {}
export interface DiscountsPage {
  readonly rows: readonly DiscountScheduleRow[];
  readonly programs: readonly Named[];
}

export interface PromoRow extends Versioned, PromoInput {
  readonly uses: number;
}
export interface PromosPage {
  readonly rows: readonly PromoRow[];
  readonly programs: readonly Named[];
  readonly schedules: readonly Named[];
  readonly today: string;
}

export interface TaxRow extends Versioned, TaxInput {}
export interface TaxesPage {
  readonly rows: readonly TaxRow[];
  readonly programs: readonly Named[];
  readonly locations: readonly Named[];
}

export interface BillingRulesPage extends BillingRules {
  /** 0: nobody has decided them yet. */
  readonly version: number;
}

interface Amounts {
  readonly baseMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
}
interface TaxedAmounts extends Amounts {
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface PricePreviewLine extends TaxedAmounts {
  readonly enrollmentId: string;
  readonly studentName: string;
  readonly className: string;
  /** How much less it is for whoever pays early. */
  readonly earlyBirdMinor: number | null;
  /** One sentence a step. */
  readonly explanation: readonly string[];
}

/** What a family would be charged for some days. */
export interface PricePreview {
  readonly familyName: string;
  readonly from: string;
  readonly to: string;
  readonly rulesId: string;
  readonly lines: readonly PricePreviewLine[];
  readonly totals: TaxedAmounts;
  readonly notices: readonly { readonly notice: string; readonly enrollmentId: string }[];
}

/** What a discount schedule makes of two children in three classes. */
export interface DiscountExample {
  readonly lines: readonly (Amounts & {
    readonly studentName: string;
    readonly className: string;
    readonly explanation: readonly string[];
  })[];
  readonly totals: Amounts;
}

/** How a class may be billed, the default first, and how one of its enrollments is. */
export interface BillingChoices {
  readonly pairs: readonly (Pick<RateInput, "basis" | "amountMinor" | "tierAxis" | "tiers"> & {
    readonly id: string;
    readonly schedule: string;
    readonly rate: string;
  })[];
  readonly chosen: (BillingChoice & { readonly version: number }) | null;
  /** Whether one may agree on a price of one's own. */
  readonly mayAgree: boolean;
}
