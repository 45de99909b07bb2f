import * as z from "zod/mini";
import { off } from "../discounts/schemas.ts";

// How the school bills: the settings row `billing`; what nobody decided is by default.

const days = z.int("Enter a whole number").check(z.minimum(0, "At least 0"), z.maximum(90, "At most 90"));
const yes = z._default(z.boolean(), true);
const no = z._default(z.boolean(), false);

export const billingRules = z.object({
  /** A charge is due so many days after its date. */
  dueAfterDays: z._default(days, 0),
  /** What is off for whoever pays at the latest so many days after the date of the charge. */
  earlyBird: z._default(z.nullable(off), null),
  earlyBirdDays: z._default(days, 5),
  /** What is off for families whose primary payment method is charged by itself. */
  autopayDiscount: z._default(z.nullable(off), null),
  /** Prices contain their tax. */
  isTaxInclusive: no,
  /** A day that is not billed lowers the price of its month; else the price is for the meetings that are left. */
  proratesBlackouts: yes,
  /** An agreed price is lowered in a month that is not whole … */
  proratesOverrides: yes,
  /** … and by days that are not billed. */
  prorateOverrideBlackouts: yes,
  /** An agreed price is for the whole period; else it stands in for the rate, an hour or a meeting. */
  overrideIsFlat: yes,
  /** A class with an agreed price counts toward tiers and discounts, and is discounted. */
  ranksOverridden: yes,
  /** Classes at every location count for discounts and tiers, not only those at the same. */
  countsAcrossLocations: no,
  /** Whose classes a table of amounts counts. */
  tierScope: z._default(z.enum(["student", "family"]), "student"),
});
export type BillingRules = z.infer<typeof billingRules>;
/** Version 0: nobody has decided them yet. */
export const updateBillingRules = z.extend(billingRules, { version: z.int().check(z.nonnegative()) });
