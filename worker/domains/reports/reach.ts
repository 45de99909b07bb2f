import { type SQL, sql } from "drizzle-orm";
import { type Context, type StaffActor, standingOf } from "../../kernel/context.ts";
import { reachingGrants } from "../../kernel/decide.ts";
import { Forbidden } from "../../kernel/errors.ts";
import type { Grant, Right } from "../../kernel/permissions.ts";

function reaching(ctx: Context<StaffActor>, right: Right): readonly Grant[] {
  return reachingGrants(standingOf(ctx.actor, ctx.account), right, "view");
}

/** Everything, everywhere: neither one location nor own classes only. */
export function reachesAll(ctx: Context<StaffActor>, right: Right): boolean {
  return reaching(ctx, right).some((grant) => grant.locationId === null && !grant.ownClassesOnly);
}

/** More than own classes: whole locations, or everything. */
export function reachesBeyondOwn(ctx: Context<StaffActor>, right: Right): boolean {
  return reaching(ctx, right).some((grant) => !grant.ownClassesOnly);
}

/** @throws Forbidden to whom only own classes are open */
export function requireBeyondOwn(ctx: Context<StaffActor>, right: Right): void {
  if (reachesBeyondOwn(ctx, right)) return;
  throw new Forbidden(
    "own_classes_only",
    "This is about the accounts of families, which belong to no class, and your right is for your own classes only. Ask somebody who manages groups and rights for a whole location.",
    { right },
  );
}

/** How far a right reaches, as a text that is the same while it reaches as far; a result is shown to no other. */
export function reachKey(ctx: Context<StaffActor>, right: Right): string {
  if (reachesAll(ctx, right)) return "all";
  const parts = reaching(ctx, right).map(
    ({ locationId, ownClassesOnly }) => `${locationId ?? "*"}${ownClassesOnly ? " own" : ""}`,
  );
  return [...new Set(parts)].sort().join(", ");
}

/** Which locations a report of money may tell of, as a condition; money of a class is not its instructor's own. */
export function locationScope(ctx: Context<StaffActor>, right: Right, column: SQL): SQL {
  if (reachesAll(ctx, right)) return sql`true`;
  const places = reaching(ctx, right).filter((grant) => !grant.ownClassesOnly);
  const ids = places.flatMap(({ locationId }) => (locationId === null ? [] : [locationId]));
  return sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
}
