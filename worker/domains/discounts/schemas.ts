import * as z from "zod/mini";
import { MOST_MINOR } from "../tuition/schemas.ts";

// Discount schedules, as they are taken in.

const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());

/** What is off: hundredths of a percent, or minor units. */
export const off = z
  .object({
    kind: z.enum(["percent", "amount"]),
    value: z
      .int("Enter a percentage or an amount")
      .check(z.minimum(0, "A discount is not negative"), z.maximum(MOST_MINOR, "This is too large")),
  })
  .check(
    z.refine(({ kind, value }) => kind !== "percent" || value <= 10_000, {
      path: ["value"],
      error: "At most 100 %",
    }),
  );
export type Off = z.infer<typeof off>;

export const classAxes = ["one_at_a_time", "one_at_a_time_per_student", "total"] as const;
export const studentAxes = ["one_at_a_time", "total"] as const;
export const discountUnits = ["classes", "hours"] as const;
export const MOST_ROWS = 20;
export const MOST_COLUMNS = 8;

/** The n-th row is for the n-th class or hour, its n-th cell for the n-th student; the last ones also for all beyond. */
const discountRow = z
  .array(z.nullable(off))
  .check(
    z.minLength(1, "Enter at least one column"),
    z.maxLength(MOST_COLUMNS, `At most ${MOST_COLUMNS} columns`),
  );
export type DiscountRow = z.infer<typeof discountRow>;

const special = z.object({
  member: z._default(z.nullable(off), null),
  employee: z._default(z.nullable(off), null),
  in_service: z._default(z.nullable(off), null),
});
export type SpecialDiscounts = z.infer<typeof special>;

const discountFields = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters")),
  classAxis: z.enum(classAxes),
  unit: z.enum(discountUnits),
  studentAxis: z.enum(studentAxes),
  rows: z
    .array(discountRow)
    .check(z.minLength(1, "Enter at least one row"), z.maxLength(MOST_ROWS, `At most ${MOST_ROWS} rows`)),
  special: z._default(special, { member: null, employee: null, in_service: null }),
  /** The programs whose classes are discounted by it. */
  programIds: z._default(z.array(id).check(z.maxLength(200)), []),
});
type DiscountFields = z.infer<typeof discountFields>;
const sameWidth = z.refine<DiscountFields>(
  ({ rows }) => rows.every((row) => row.length === rows[0]!.length),
  {
    path: ["rows"],
    error: "Every row must have the same number of columns",
  },
);
export const discountInput = discountFields.check(sameWidth);
export const updateDiscountInput = z.extend(discountFields, { version }).check(sameWidth);
export type DiscountInput = z.infer<typeof discountInput>;
