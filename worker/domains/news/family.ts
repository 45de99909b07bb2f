import { Hono } from "hono";
import type { FamilyEnv } from "../../edge/family-route.ts";
import { anyone } from "../../edge/route-marks.ts";
import { listPublicNews } from "./list-public-news.ts";

/** What the school tells everybody who comes by. */
export const newsFamily = new Hono<FamilyEnv>().get("/", anyone("the landing page shows it"), async (c) =>
  c.json(await listPublicNews(c.get("visitor"))),
);
