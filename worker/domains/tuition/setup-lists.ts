import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import type { IdKind } from "../../../tenant-schema/ids.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { Reference } from "../settings/in-use.ts";

/** What prices are made of, each a list of the school's own. */
export type SetupEntity =
  | "chargeCategories"
  | "billingSchedules"
  | "tuitionRates"
  | "discountSchedules"
  | "promoCodes"
  | "taxRates"
  | "anniversaryFees";

interface SetupList {
  readonly noun: string;
  readonly table: string;
  readonly idKind: IdKind;
  readonly isOrdered: boolean;
  /** What points at the entries, by what people call it; such an entry is not deleted. */
  readonly uses: Readonly<Record<string, Reference>>;
  /** What two entries may not share, as the field of the form and in words. */
  readonly unique: { readonly path: string; readonly message: string };
}

const ONE_NAME = { path: "name", message: "There is one of this name already." };

export const SETUP_LISTS: Readonly<Record<SetupEntity, SetupList>> = {
  chargeCategories: {
    noun: "charge category",
    table: "charge_categories",
    idKind: "chargeCategory",
    isOrdered: true,
    uses: {
      "lines of charges": { table: "charge_lines", column: "category_id" },
      payments: { table: "payments", column: "category_id" },
      "anniversary fees": { table: "anniversary_fees", column: "category_id" },
    },
    unique: ONE_NAME,
  },
  billingSchedules: {
    noun: "billing schedule",
    table: "billing_schedules",
    idKind: "billingSchedule",
    isOrdered: true,
    uses: {
      "tuitions of classes": { table: "class_tuitions", column: "billing_schedule_id" },
      "promo codes": { table: "promo_codes", column: "billing_schedule_id" },
    },
    unique: ONE_NAME,
  },
  tuitionRates: {
    noun: "tuition rate",
    table: "tuition_rates",
    idKind: "tuitionRate",
    isOrdered: true,
    uses: { "tuitions of classes": { table: "class_tuitions", column: "tuition_rate_id" } },
    unique: ONE_NAME,
  },
  discountSchedules: {
    noun: "discount schedule",
    table: "discount_schedules",
    idKind: "discountSchedule",
    isOrdered: false,
    uses: { programs: { table: "programs", column: "discount_schedule_id" } },
    unique: ONE_NAME,
  },
  promoCodes: {
    noun: "promo code",
    table: "promo_codes",
    idKind: "promoCode",
    isOrdered: false,
    uses: { enrollments: { table: "enrollments", column: "promo_code_id" } },
    unique: {
      path: "code",
      message: "This code was given out before, perhaps for one that is deleted. Choose another.",
    },
  },
  taxRates: {
    noun: "tax rate",
    table: "tax_rates",
    idKind: "taxRate",
    isOrdered: false,
    uses: {},
    unique: {
      path: "programId",
      message: "There is a tax rate for this program and location already. Change that one.",
    },
  },
  anniversaryFees: {
    noun: "anniversary fee",
    table: "anniversary_fees",
    idKind: "anniversaryFee",
    isOrdered: false,
    uses: {},
    unique: ONE_NAME,
  },
};

/** The last position that is taken. */
export function lastPosition(entity: SetupEntity): Query<{ position: number }> {
  const { table, isOrdered } = SETUP_LISTS[entity];
  const position = isOrdered ? sql<number>`coalesce(max(position), -1)` : sql<number>`0`;
  return select({ position }, sql`from ${sql.identifier(table)} where deleted_at is null`);
}

/** What a unique index refused, as a problem of the form. */
export function explainUnique(error: unknown, entity: SetupEntity): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  const { table, unique } = SETUP_LISTS[entity];
  // An index over an expression is told by its name, which begins with the table's.
  if (!error.columns.some((column) => column.startsWith(table))) return error;
  return new Precondition("not_unique", unique.message, [unique]);
}
