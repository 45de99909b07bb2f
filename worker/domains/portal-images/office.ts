import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { upload } from "../../edge/route-marks.ts";
import { IMAGE_TYPES, MAX_IMAGE_BYTES } from "./schemas.ts";
import { serveImage } from "./serve-image.ts";
import { uploadImage } from "./upload-image.ts";

/** Pictures of the family portal behind the office door, at /portal-images. */
export const portalImagesOffice = new Hono<OfficeEnv>()
  .post("/", needs(null, "full"), upload(IMAGE_TYPES, MAX_IMAGE_BYTES), async (c) =>
    c.json(await uploadImage(c.get("ctx"), c.get("services").env.FILES, c.get("body")), 201),
  )
  .get("/:id", needs(null, "view"), (c) =>
    serveImage(c.get("services").env.FILES, c.get("ctx").account.id, c.req.param("id")),
  );
