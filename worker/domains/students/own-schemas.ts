import * as z from "zod/mini";
import { contactInput, pickupInput, studentInput, updateStudentInput } from "../families/schemas.ts";

// What families send about their children: the facts that are theirs to tell, never those of staff.

const own = {
  firstName: true,
  lastName: true,
  preferredName: true,
  birthDate: true,
  gender: true,
  school: true,
  schoolGrade: true,
  tShirtSize: true,
  allergies: true,
  medications: true,
  medicalNotes: true,
  doctorName: true,
  doctorPhone: true,
  insuranceProvider: true,
  insurancePolicyNumber: true,
  customValues: true,
} as const;

export const addOwnStudentInput = z.pick(studentInput, own);
export type AddOwnStudentInput = z.infer<typeof addOwnStudentInput>;

export const updateOwnStudentInput = z.pick(updateStudentInput, { ...own, version: true });
export type UpdateOwnStudentInput = z.infer<typeof updateOwnStudentInput>;

/** Who is called when something happens. */
export const ownContactInput = z.omit(contactInput, { studentId: true });
export type OwnContactInput = z.infer<typeof ownContactInput>;

/** Who may pick a child up; whom the school must not hand it to is told to staff in person. */
export const ownPickupInput = z.omit(pickupInput, { kind: true, reason: true, studentId: true });
export type OwnPickupInput = z.infer<typeof ownPickupInput>;

export const removeOwnInput = z.object({ version: z.int().check(z.positive()) });
