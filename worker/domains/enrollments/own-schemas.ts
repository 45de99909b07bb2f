import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What families send about their enrollments.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const note = z._default(
  z.nullable(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters"))),
  null,
);
const amount = z.int().check(z.nonnegative());
/** The sums that were shown; others since then refuse. */
const expected = z.object({ chargeMinor: amount, creditMinor: amount });

export const dropQuery = z.object({ endsOn: z.optional(isoDate) });
export const ownDropInput = z.object({
  version,
  endsOn: isoDate,
  reasonId: z._default(z.nullable(id), null),
  note,
  expected,
});
export type OwnDropInput = z.infer<typeof ownDropInput>;

export const transferQuery = z.object({ startsOn: z.optional(isoDate) });
const move = {
  version,
  classId: id,
  startsOn: isoDate,
};
export const ownTransferPreviewInput = z.object(move);
export type OwnTransferPreviewInput = z.infer<typeof ownTransferPreviewInput>;
export const ownTransferInput = z.object({ ...move, note, expected });
export type OwnTransferInput = z.infer<typeof ownTransferInput>;
