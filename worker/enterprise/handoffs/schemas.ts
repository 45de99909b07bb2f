import * as z from "zod/mini";

/** A page below the account's own address: nothing that a browser could read as another site. */
const OWN_PATH = /^\/(?![/\\])[^\\\s]*$/;

export const handoffInput = z.object({
  path: z._default(
    z.string().check(z.maxLength(1_000), z.regex(OWN_PATH, "This is not a page of the account")),
    "/",
  ),
});
export type HandoffInput = z.infer<typeof handoffInput>;

/** Where the way in begins; good once, for a minute. */
export interface Handoff {
  readonly href: string;
}
