import * as z from "zod/mini";

// What sending off a cart takes in; what it answers is in shapes.ts.

const id = z.string().check(z.minLength(5), z.maxLength(40));

export const checkoutInput = z.object({
  cartId: id,
  /** The cart as it was seen. */
  version: z.int().check(z.positive()),
  /** The total that the screen showed. Never what is charged: where it is another one by now, nothing is done. */
  shownMinor: z.int().check(z.nonnegative()),
  /** A kept card or bank account; null where nothing is to be paid by one. */
  methodId: z._default(z.nullable(id), null),
  /** What lies on the family's account pays first. */
  usesCredit: z._default(z.boolean(), false),
  /** The texts that were accepted for this payment. */
  policies: z._default(z.array(z.object({ policyId: id, versionId: id })).check(z.maxLength(20)), []),
});
export type CheckoutInput = z.infer<typeof checkoutInput>;
