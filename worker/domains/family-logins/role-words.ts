import type { FamilyRole } from "../../kernel/context.ts";

/** What a role is called in the history. */
export const ROLE_WORDS: Readonly<Record<FamilyRole, string>> = {
  owner: "owner",
  payer: "payer",
  viewer: "viewer",
  pickup_only: "pick-up only",
};
