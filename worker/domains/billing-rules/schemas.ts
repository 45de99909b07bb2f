import * as z from "zod/mini";
import { off } from "../discounts/schemas.ts";

// How the school bills: the settings row `billing`; what nobody decided is by default.

const days = z.int("Enter a whole number").check(z.minimum(0, "At least 0"), z.maximum(90, "At most 90"));

export const billingRules = z.object({
  /** A charge is due so many days after its date. */
  dueAfterDays: z._default(days, 0),
  /** What is off for whoever pays at the latest so many days after the date of the charge. */
  earlyBird: z._default(z.nullable(off), null),
  earlyBirdDays: z._default(days, 5),
  /** What is off for families whose primary payment method is charged by itself. */
  autopayDiscount: z._default(z.nullable(off), null),
  isTaxInclusive: z._default(z.boolean(), false),
  /** A day that is not billed lowers the price of its month. */
  proratesBlackouts: z._default(z.boolean(), true),
  /** An agreed price is lowered in a month that is not whole, and by days that are not billed. */
  proratesOverrides: z._default(z.boolean(), false),
  prorateOverrideBlackouts: z._default(z.boolean(), false),
  /** An agreed price is for the period, else it stands in for the rate, an hour or a meeting. */
  overrideIsFlat: z._default(z.boolean(), true),
  /** Classes at every location count toward a discount, not only those at the same. */
  countsAcrossLocations: z._default(z.boolean(), false),
  /** A class with an agreed price has a place in the order of classes. */
  ranksOverridden: z._default(z.boolean(), true),
});
export type BillingRules = z.infer<typeof billingRules>;
export const updateBillingRules = z.extend(billingRules, { version: z.int().check(z.nonnegative()) });
