import { type Context, requireRight } from "../../kernel/context.ts";
import { reaches } from "../../kernel/permissions.ts";
import type { RunInput } from "./schemas.ts";

/**
 * The input with the locations that the person may bill for: those asked for, each of which takes the right, or all that
 * the right reaches. An empty list means every location. @throws Forbidden
 */
export function locationsWithin(ctx: Context, input: RunInput): RunInput {
  if (input.kind === "credits") {
    requireRight(ctx, "transactions", "full", input.locationId);
    return input;
  }
  if (input.kind === "apply_credits" || input.kind === "payments") {
    // Credits lie on the family's account, wherever they came from.
    requireRight(ctx, "payments", "full");
    return input;
  }
  for (const locationId of input.locationIds) requireRight(ctx, "transactions", "full", locationId);
  if (input.locationIds.length > 0 || ctx.actor.kind !== "staff") return input;
  const grants = ctx.actor.grants.filter((grant) => reaches(grant, "transactions", "full"));
  if (grants.some((grant) => grant.locationId === null)) return input;
  return { ...input, locationIds: [...new Set(grants.map((grant) => grant.locationId as string))] };
}
