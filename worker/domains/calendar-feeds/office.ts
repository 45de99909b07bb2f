import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { createFeed } from "./create-feed.ts";
import { listFeeds } from "./list-feeds.ts";
import { revokeFeed } from "./revoke-feed.ts";
import { rotateFeed } from "./rotate-feed.ts";
import { createFeedInput, feedVersionInput } from "./schemas.ts";

const see = needs("classes", "view");

/** Calendar addresses behind the office door; who may have which is decided for each. The calendars are at `/feeds`. */
export const calendarFeedsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json({ feeds: await listFeeds(c.get("ctx")) }))
  .post("/", see, validBody(createFeedInput), async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(await createFeed(c.get("ctx"), c.req.valid("json"), PUBLIC_ORIGIN), 201);
  })
  .post("/:id/rotate", see, validBody(feedVersionInput), async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(await rotateFeed(c.get("ctx"), c.req.param("id"), c.req.valid("json"), PUBLIC_ORIGIN));
  })
  .delete("/:id", see, validBody(feedVersionInput), async (c) =>
    c.json(await revokeFeed(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
