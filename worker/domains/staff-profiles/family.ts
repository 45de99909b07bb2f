import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { listProfiles } from "./list-profiles.ts";

/** Meet the Staff, at /staff. */
export const staffFamily = new Hono<FamilyEnv>().get("/", anyone("the school shows its staff"), async (c) =>
  c.json(await listProfiles(c.get("visitor"))),
);
