import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { getPortal } from "./get-portal.ts";

/** The school as everybody sees it. */
export const portalFamily = new Hono<FamilyEnv>().get("/", anyone("the school's own page"), async (c) => {
  const { language = "en" } = c.get("visitor").request;
  return c.json(await getPortal(c.get("visitor"), { language, demo: c.get("services").house.demo }));
});
