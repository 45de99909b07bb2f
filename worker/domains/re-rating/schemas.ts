import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What re-rating takes in; what it answers is in shapes.ts.

const id = z.string().check(z.minLength(5), z.maxLength(40));
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));

/** The lines that staff have left ticked, with the difference that was shown. */
export const adjustInput = z.object({
  lines: z
    .array(z.object({ enrollmentId: id, month: isoDate, differenceMinor: z.int() }))
    .check(z.minLength(1, "Tick a line"), z.maxLength(100)),
});
/** Acts that belong together, by the ids of their changes: `chg_…,chg_…`. */
export const changesFilter = z.object({
  ids: z.pipe(
    z.string().check(z.maxLength(2_000)),
    z.transform((typed: string) => typed.split(",").filter((one) => one !== "")),
  ),
});
export type ChangesFilter = z.infer<typeof changesFilter>;

export type AdjustInput = z.infer<typeof adjustInput>;
