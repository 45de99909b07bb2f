import { sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { livingRow } from "../../kernel/change.ts";
import { Precondition } from "../../kernel/errors.ts";
import { portalImage } from "../portal-images/portal-image.ts";
import type { NewsInput } from "./schemas.ts";

type References = Pick<NewsInput, "imageFileId" | "locationId">;

/** Whether the picture and the location of an item are there, to be read beside it. */
export function referencesQuery({
  imageFileId,
  locationId,
}: References): Query<{ image: boolean; location: boolean }> {
  return select(
    {
      image: flag(imageFileId === null ? sql`1` : portalImage(imageFileId)),
      location: flag(locationId === null ? sql`1` : livingRow("locations", locationId)),
    },
    sql``,
  );
}

/** @throws Precondition naming what is not there any more */
export function refuseMissing(
  found: readonly { readonly image: boolean; readonly location: boolean }[],
): void {
  const { image, location } = found[0]!;
  if (image && location) return;
  throw new Precondition("unknown_reference", "Something that this names does not exist any more.", [
    ...(image ? [] : [{ path: "imageFileId", message: "This picture is gone. Choose it again." }]),
    ...(location ? [] : [{ path: "locationId", message: "This location is gone. Choose another." }]),
  ]);
}
