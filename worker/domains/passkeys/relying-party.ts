import type { FamilyContext } from "../../edge/family-route.ts";

/** The site that a passkey belongs to: where the page is, which the door has compared with where we are. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

export function relyingParty(c: FamilyContext): RelyingParty {
  const origin = c.req.header("origin") ?? new URL(c.req.url).origin;
  return { id: new URL(origin).hostname, origin };
}
