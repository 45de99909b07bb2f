import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { serveImage } from "./serve-image.ts";

/** The pictures that everybody may see, at /images. */
export const imagesFamily = new Hono<FamilyEnv>().get("/:id", anyone("pictures of open pages"), (c) =>
  serveImage(c.get("services").env.FILES, c.get("visitor").account.id, c.req.param("id")),
);
