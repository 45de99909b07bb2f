import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What families send about absences.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const meetings = z
  .array(z.object({ slotId: id, meetsOn: isoDate }))
  .check(z.minLength(1, "Choose at least one class"), z.maxLength(100, "At most 100 at once"));

export const ownAbsenceInput = z.object({
  studentId: id,
  meetings,
  note: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters"))), null),
});
export type OwnAbsenceInput = z.infer<typeof ownAbsenceInput>;

export const ownWithdrawalInput = z.object({ studentId: id, meetings });
export type OwnWithdrawalInput = z.infer<typeof ownWithdrawalInput>;
