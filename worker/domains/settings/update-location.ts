import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { imageQuery, refuseMissingPicture } from "../portal-images/portal-image.ts";
import { refuseUnknown } from "./known-places.ts";
import type { LocationInput } from "./schemas.ts";

/** Changes a location. Meetings live in its time zone, so they move with it. @throws NotFound, Conflict, Precondition */
export async function updateLocation(
  ctx: Context,
  locationId: string,
  input: LocationInput & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...facts } = input;
  refuseUnknown(facts);
  const { found, image } = await read(ctx, {
    found: livingById("locations", locationId),
    image: imageQuery(facts.imageFileId),
  });
  const location = expectRow(found, "location", version);
  refuseMissingPicture(image[0]!.found, "imageFileId");
  const change = new Change(ctx, {
    action: "locations.update",
    summary: `Changed the location ${facts.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  return { change: change.update("locations", location, facts) ? await commit(ctx, change) : null };
}
