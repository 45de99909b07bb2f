import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, mustBeUnused, type Reference, toUsage, usageQuery } from "./in-use.ts";

const CLASSES: Reference = { table: "classes", column: "location_id" };
const FAMILIES: Reference = { table: "families", column: "home_location_id" };
const ROOMS: Reference = { table: "rooms", column: "location_id" };
const CLOSURES: Reference = { table: "closures", column: "location_id" };
const GRANTS: Reference = { table: "grants", column: "location_id" };

/**
 * Deletes a location that nothing points at any more.
 * @throws NotFound, Conflict `in_use` with the counts | `last_location`
 */
export async function deleteLocation(
  ctx: Context,
  locationId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const found = await read(ctx, {
    location: livingById("locations", locationId),
    others: select({ id: sql<string>`id` }, sql`from living_locations where id <> ${locationId} limit 1`),
    classes: usageQuery(CLASSES, locationId),
    families: usageQuery(FAMILIES, locationId),
    rooms: usageQuery(ROOMS, locationId),
    closures: usageQuery(CLOSURES, locationId),
    grants: usageQuery(GRANTS, locationId),
  });
  const location = expectRow(found.location, "location", input.version);
  if (found.others.length === 0) throw lastLocation();
  const usage = {
    classes: toUsage(found.classes[0]!.found),
    families: toUsage(found.families[0]!.found),
    rooms: toUsage(found.rooms[0]!.found),
    closures: toUsage(found.closures[0]!.found),
    rights: toUsage(found.grants[0]!.found),
  };
  if (Object.values(usage).some(({ count }) => count > 0)) {
    throw new Conflict(
      "in_use",
      `${location.name} is still used by classes, families, rooms, closures or rights. Move or delete those first.`,
      usage,
    );
  }
  const change = new Change(ctx, {
    action: "locations.delete",
    summary: `Deleted the location ${location.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("locations", location);
  change.also(mustBeUnused([CLASSES, FAMILIES, ROOMS, CLOSURES, GRANTS], locationId));
  change.also(
    sql`insert into guard (one_remains) select 0 where (exists (select 1 from living_locations)) is not true`,
  );
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "one_remains") throw lastLocation();
    throw explainInUse(error, location.name);
  }
}

function lastLocation(): Conflict {
  return new Conflict(
    "last_location",
    "An account keeps at least one location. Rename this one, or add another first.",
  );
}
