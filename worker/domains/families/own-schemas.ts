import * as z from "zod/mini";
import { guardianInput, updateFamilyInput } from "./schemas.ts";

// What families send about themselves.

export const updateOwnFamilyInput = z.pick(updateFamilyInput, {
  version: true,
  addressLine1: true,
  addressLine2: true,
  city: true,
  region: true,
  postalCode: true,
  country: true,
});
export type UpdateOwnFamilyInput = z.infer<typeof updateOwnFamilyInput>;

/** A guardian with e-mails and phones, whole: those left out are deleted. Who is primary is the school's to say. */
export const saveOwnGuardianInput = z.extend(
  z.pick(guardianInput, { firstName: true, lastName: true, emails: true, phones: true }),
  { version: z.int().check(z.positive()) },
);
export type SaveOwnGuardianInput = z.infer<typeof saveOwnGuardianInput>;
