import * as z from "zod/mini";

export const erasureInput = z.object({
  note: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters"))), null),
});

export interface OwnPrivacy {
  readonly isErasureAskedFor: boolean;
}
