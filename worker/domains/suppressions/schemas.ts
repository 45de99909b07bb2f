import * as z from "zod/mini";

// Addresses that no mail goes to.

export const suppressionInput = z.object({
  address: z
    .string()
    .check(
      z.trim(),
      z.maxLength(254),
      z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Enter an address such as name@example.org"),
    ),
  reach: z._default(z.enum(["all", "marketing"]), "all"),
  note: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(200))), null),
});
export type SuppressionInput = z.infer<typeof suppressionInput>;

export const suppressionFilter = z.object({
  q: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type SuppressionFilter = z.infer<typeof suppressionFilter>;

export const suppressionVersionInput = z.object({ version: z.int().check(z.positive()) });

export interface SuppressionRow {
  readonly id: string;
  readonly version: number;
  readonly address: string;
  readonly reach: "all" | "marketing";
  readonly reason: "bounced" | "complained" | "unsubscribed" | "by_hand";
  readonly note: string | null;
  readonly createdAt: number;
}
