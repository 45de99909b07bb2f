import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What the cart of a family takes in; what it answers is in shapes.ts. No amount ever comes from a browser.

const id = z.string().check(z.minLength(5), z.maxLength(40));
const isoDate = z.string().check(z.refine(isIsoDate, "Choose a date"));

/** What a family may put into its cart. */
export const cartKinds = ["active", "trial", "single_day", "wait"] as const;
export type CartKind = (typeof cartKinds)[number];

/** More lines than any family has; each costs a look at its class. */
export const MOST_LINES = 12;

const line = {
  classId: id,
  studentId: id,
  kind: z._default(z.enum(cartKinds), "active"),
  /** Null: every weekly slot of the class. */
  slotIds: z._default(
    z.nullable(z.array(id).check(z.minLength(1, "Choose at least one time"), z.maxLength(14))),
    null,
  ),
  /** The first day; of a trial or a single day, the day. */
  startsOn: isoDate,
};
export const lineInput = z.object({
  ...line,
  note: z._default(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters")), ""),
  /** Should the class be full by then, the same request joins its waitlist, where the school lets families. */
  waitsIfFull: z._default(z.boolean(), false),
});
export type LineInput = z.infer<typeof lineInput>;

/** One prospective line, looked at without holding anything. */
export const previewLineInput = z.object(line);
export type PreviewLineInput = z.infer<typeof previewLineInput>;

export const promoInput = z.object({
  code: z.nullable(z.string().check(z.trim(), z.minLength(1, "Enter a code"), z.maxLength(40))),
});
export type PromoInput = z.infer<typeof promoInput>;
