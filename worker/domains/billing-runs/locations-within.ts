import type { Context } from "../../kernel/context.ts";
import { Forbidden } from "../../kernel/errors.ts";
import { locationsReached, requireKind } from "./run-rights.ts";
import type { RunInput } from "./schemas.ts";

/**
 * The input with the locations that the person may run it for: those asked for, each of which takes the rights, or all
 * that the rights reach. An empty list means every location. @throws Forbidden
 */
export function locationsWithin(ctx: Context, input: RunInput): RunInput {
  const reached = "locationIds" in input ? locationsReached(ctx, input.kind) : null;
  const isAll = "locationIds" in input && input.locationIds.length === 0;
  const within = reached === null || !isAll ? input : { ...input, locationIds: [...reached] };
  requireRun(ctx, within);
  return within;
}

/** @throws Forbidden unless the person may do all that a run does, wherever it does it */
export function requireRun(ctx: Context, input: RunInput): void {
  requireKind(ctx, input.kind, input.kind === "credits" ? input.locationId : undefined);
  // Credits lie on the family's account, wherever they came from.
  if (!("locationIds" in input)) return;
  const reached = locationsReached(ctx, input.kind);
  if (reached === null) return;
  const { locationIds } = input;
  if (locationIds.length > 0 && locationIds.every((id) => reached.includes(id))) return;
  throw new Forbidden(
    "right_missing",
    "This concerns classes or families that your rights do not reach. Ask somebody who manages groups and rights.",
  );
}
