import * as z from "zod/mini";

export const featureRequestInput = z.object({
  title: z
    .string()
    .check(z.trim(), z.minLength(1, "Say it in one line"), z.maxLength(120, "At most 120 characters")),
  body: z.string().check(z.trim(), z.maxLength(4000, "At most 4000 characters")),
});
export type FeatureRequestInput = z.infer<typeof featureRequestInput>;

export const featureRequestFilter = z.object({ cursor: z.optional(z.string().check(z.maxLength(400))) });

export interface FeatureRequest {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly authorName: string;
  readonly createdAt: number;
  readonly votes: number;
  /** Whether the reader is among them. */
  readonly voted: boolean;
}
