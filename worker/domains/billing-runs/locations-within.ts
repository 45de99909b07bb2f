import type { Context } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { locationsReached, requireKind } from "./run-rights.ts";
import type { RunInput } from "./schemas.ts";

/**
 * The input with the locations that the person may run it for: those asked for, each of which takes the rights, or all
 * that the rights reach. An empty list means every location. @throws Forbidden
 */
export function locationsWithin(ctx: Context, input: RunInput): RunInput {
  requireKind(ctx, input.kind, input.kind === "credits" ? input.locationId : undefined);
  // Credits lie on the family's account, wherever they came from.
  if (!("locationIds" in input)) return input;
  for (const locationId of input.locationIds) requireKind(ctx, input.kind, locationId);
  const reached = locationsReached(ctx, input.kind);
  if (reached === null) return input;
  const locationIds = input.locationIds.length === 0 ? reached : input.locationIds;
  if (locationIds.length > 0 && locationIds.every((id) => reached.includes(id))) {
    return { ...input, locationIds: [...locationIds] };
  }
  throw new Forbidden(
    "right_missing",
    "This reaches whole classes and families, and your rights do not. Ask somebody who manages groups and rights.",
  );
}
