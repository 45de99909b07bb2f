import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// Yearly and one-time fees as they are taken in; what is answered is in shapes.ts.

const MOST_MINOR = 100_000_000;
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const priceMinor = z
  .int("Enter an amount such as 45.00")
  .check(z.minimum(0, "An amount is not negative"), z.maximum(MOST_MINOR, "This amount is too large"));

const fields = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters")),
  per: z.enum(["family", "student"]),
  /** Only who is in classes of this program; null: of any. */
  programId: z._default(z.nullable(id), null),
  categoryId: z._default(z.nullable(id), null),
  /** Between two charges; null: once for ever. */
  months: z._default(
    z.nullable(
      z.int("Enter a whole number").check(z.minimum(1, "At least 1"), z.maximum(120, "At most 120")),
    ),
    12,
  ),
  amountMinor: priceMinor,
  /** Where it is another amount, by location. */
  locationAmounts: z._default(z.record(id, priceMinor), {}),
  /** The most that a family pays for all its students in the time of one. */
  familyCapMinor: z._default(z.nullable(priceMinor), null),
});
const capOfStudents = z.refine<z.infer<typeof fields>>(
  ({ per, familyCapMinor }) => per === "student" || familyCapMinor === null,
  { path: ["familyCapMinor"], error: "A fee of the family is charged once: it has no cap" },
);

export const anniversaryFeeInput = fields.check(capOfStudents);
export const updateAnniversaryFeeInput = z.extend(fields, { version }).check(capOfStudents);
export type AnniversaryFeeInput = z.infer<typeof anniversaryFeeInput>;

/** What holds for one family or student instead: another amount (0: exempt), or not before a day. */
export const feeExceptionInput = z
  .object({
    familyId: z.string().check(z.minLength(5, "Choose a family"), z.maxLength(40)),
    /** Null: the family, or all its students. */
    studentId: z._default(z.nullable(id), null),
    amountMinor: z._default(z.nullable(priceMinor), null),
    nextOn: z._default(z.nullable(isoDate), null),
  })
  .check(
    z.refine(({ amountMinor, nextOn }) => amountMinor !== null || nextOn !== null, {
      path: ["amountMinor"],
      error: "Enter an amount, or the day before which nothing is charged",
    }),
  );
export type FeeExceptionInput = z.infer<typeof feeExceptionInput>;

export const feeExceptionVersion = z.object({ version });
