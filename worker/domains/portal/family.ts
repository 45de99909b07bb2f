import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { getPortal, getVisitorsPortal } from "./get-portal.ts";

/** The school as everybody sees it. */
export const portalFamily = new Hono<FamilyEnv>().get("/", anyone("the school's own page"), async (c) => {
  const { language = "en" } = c.get("visitor").request;
  const { demo, portals } = c.get("services").house;
  const asked = { language, demo };
  const visitor = c.get("visitor");
  // The document of somebody who is signed in reads what is theirs anyway, and this in the same trip.
  const isSignedIn = c.var.ctx !== undefined;
  return c.json(
    isSignedIn ? await getPortal(visitor, asked) : await getVisitorsPortal(visitor, portals, asked),
  );
});
