import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { imageQuery, refuseMissingPicture } from "../portal-images/portal-image.ts";
import { refuseUnknown } from "./known-places.ts";
import type { LocationInput } from "./schemas.ts";

/** Adds a location, last in order. Deleting takes it back, and sees to what has come to depend on it. */
export async function createLocation(
  ctx: Context,
  input: LocationInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  refuseUnknown(input);
  const { last, image } = await read(ctx, {
    image: imageQuery(input.imageFileId),
    last: select({ position: sql<number>`coalesce(max(position), -1)` }, sql`from living_locations`),
  });
  refuseMissingPicture(image[0]!.found, "imageFileId");
  const id = newId("location", ctx.nowMs);
  const change = new Change(ctx, {
    action: "locations.create",
    summary: `Added the location ${input.name}`,
    right: "settings",
    undoMs: UNDO_MS.none,
  });
  change.insert("locations", { id, ...input, position: last[0]!.position + 1 });
  return { id, change: await commit(ctx, change, { id }) };
}
