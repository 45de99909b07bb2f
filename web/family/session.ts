import { createSignal } from "solid-js";
import type { FamilyMe } from "../../worker/domains/family-sessions/schemas.ts";
import type { FamilyRole } from "../../worker/kernel/context.ts";
import { api } from "../shared/api.ts";
import { invalidate } from "../shared/cache.ts";
import { takeFirstData } from "../shared/first-data.ts";

// The document carries it when somebody is signed in, so nobody has to ask.
const [me, setMe] = createSignal<FamilyMe | undefined>(takeFirstData<FamilyMe>("/session"));

/** The guardian who is signed in and the family they are at work on; undefined for everybody else. */
export { me, setMe };

/**
 * After anything that the family did: its figures (balance, cart, children, policies) are asked for anew, and whatever a
 * page shows from before is old.
 */
export async function refreshMe(): Promise<void> {
  invalidate("");
  setMe(await api.get<FamilyMe>("/session"));
}

const ROLES: readonly FamilyRole[] = ["pickup_only", "viewer", "payer", "owner"];

/** Only hides what would be refused anyway: the server decides. */
export function hasRole(least: FamilyRole): boolean {
  const role = me()?.role;
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(least);
}
