import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { read } from "../../kernel/read.ts";
import { feedVersionInput } from "../calendar-feeds/schemas.ts";
import { createFamilyFeed } from "./create-family-feed.ts";
import { ownFeed } from "./own-feed.ts";
import { removeFamilyFeed } from "./remove-family-feed.ts";
import { rotateFamilyFeed } from "./rotate-family-feed.ts";

const schedule = family("pickup_only");

/** The guardian's calendar address behind the family door. The calendars themselves are at `/feeds`. */
export const familyFeedsFamily = new Hono<FamilyEnv>()
  .get("/", schedule, async (c) => {
    const ctx = c.get("ctx");
    const { feeds } = await read(ctx, { feeds: ownFeed(ctx) });
    return c.json({ feed: feeds[0] ?? null });
  })
  .post("/", schedule, async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(await createFamilyFeed(c.get("ctx"), PUBLIC_ORIGIN), 201);
  })
  .post("/:id/rotate", schedule, validBody(feedVersionInput), async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(
      await rotateFamilyFeed(c.get("ctx"), c.req.param("id"), c.req.valid("json"), PUBLIC_ORIGIN),
    );
  })
  .delete("/:id", schedule, validBody(feedVersionInput), async (c) =>
    c.json(await removeFamilyFeed(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
