import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What families send about makeups; a token always pays, and it is never booked against the rules.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));

export const ownOpeningsFilter = z.object({ studentId: id, from: isoDate, to: isoDate });
export type OwnOpeningsFilter = z.infer<typeof ownOpeningsFilter>;

export const ownBookingInput = z.object({
  studentId: id,
  classId: id,
  onDate: isoDate,
  note: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters"))), null),
});
export type OwnBookingInput = z.infer<typeof ownBookingInput>;

export const ownCancellationInput = z.object({
  version: z.int().check(z.positive()),
  /** Said by whoever was told that the token does not come back. */
  mayLoseToken: z._default(z.boolean(), false),
});
export type OwnCancellationInput = z.infer<typeof ownCancellationInput>;
