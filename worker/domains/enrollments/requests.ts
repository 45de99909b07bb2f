import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What families ask for in this room, as it waits for staff in an item of online activity (its `facts`); the student,
// the class and the enrollment are columns of the item.

const isoDate = z.string().check(z.refine(isIsoDate));
const slotIds = z._default(z.nullable(z.array(z.string())), null);
const note = z._default(z.nullable(z.string()), null);

/** `enrollment_request` and `trial_request`: studentId and classId of the item say who and where. */
export const enrollmentRequest = z.object({
  kind: z.enum(["active", "trial", "single_day"]),
  slotIds,
  /** The first day; of a trial or a single day, the day. */
  startsOn: isoDate,
  note,
});
export type EnrollmentRequest = z.infer<typeof enrollmentRequest>;

/** `drop_request`: enrollmentId of the item. */
export const dropRequest = z.object({
  /** The last day on which the student comes. */
  endsOn: isoDate,
  reasonId: z._default(z.nullable(z.string()), null),
  note,
});
export type DropRequest = z.infer<typeof dropRequest>;

/** `transfer_request`: enrollmentId of the item; its classId is where the student would go. */
export const transferRequest = z.object({ slotIds, startsOn: isoDate, note });
export type TransferRequest = z.infer<typeof transferRequest>;
