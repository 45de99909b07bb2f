import * as z from "zod/mini";

export const biTokenInput = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Say what it is for"), z.maxLength(80)),
});
export type BiTokenInput = z.infer<typeof biTokenInput>;

/** A key of the figures for other programs; the key itself is shown once, when it is made. */
export interface BiToken {
  readonly id: string;
  readonly name: string;
  readonly createdByName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}
