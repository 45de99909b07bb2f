import * as z from "zod/mini";

// What the money overview is asked with, by its address.

/** How many months it looks back; the current one is the last. */
export const monthChoices = ["1", "3", "6", "12", "24"] as const;
export const USUAL_MONTHS = "12";

export const overviewFilter = z.object({
  months: z._default(z.pipe(z.enum(monthChoices), z.transform(Number)), Number(USUAL_MONTHS)),
  /** Left empty: every location in reach. */
  locationId: z._default(z.string().check(z.trim(), z.maxLength(40)), ""),
});
export type OverviewFilter = z.infer<typeof overviewFilter>;
