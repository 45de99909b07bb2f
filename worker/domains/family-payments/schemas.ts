import * as z from "zod/mini";

// What a family pays and with what, as it is taken in; what is answered is in shapes.ts.

const id = z.string().check(z.minLength(5), z.maxLength(40));
const policies = z._default(z.array(z.object({ policyId: id, versionId: id })).check(z.maxLength(20)), []);

export const payOwedInput = z.object({
  /** The lines that are paid whole; null: everything that is owed. */
  lineIds: z._default(
    z.nullable(z.array(id).check(z.minLength(1, "Choose what to pay"), z.maxLength(200))),
    null,
  ),
  /** The sum that the screen showed. Never what is taken: where it is another one by now, nothing is done. */
  shownMinor: z.int().check(z.positive()),
  methodId: z._default(z.nullable(id), null),
  usesCredit: z._default(z.boolean(), false),
  policies,
});
export type PayOwedInput = z.infer<typeof payOwedInput>;

export const familyAutopayInput = z.object({
  version: z.int().check(z.positive()),
  isOn: z.boolean(),
  policies,
});
export type FamilyAutopayInput = z.infer<typeof familyAutopayInput>;

export const historyFilter = z.object({ cursor: z.optional(z.string().check(z.maxLength(400))) });
export type HistoryFilter = z.infer<typeof historyFilter>;
