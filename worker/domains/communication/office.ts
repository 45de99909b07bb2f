import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { familyTimeline, staffTimeline } from "./get-timeline.ts";
import { listMailLog } from "./list-mail-log.ts";
import { mailLogFilter, timelineFilter } from "./schemas.ts";

/** What was written to whom, at /communication. */
export const communicationOffice = new Hono<OfficeEnv>()
  .get("/mails", needs("campaigns", "view"), validQuery(mailLogFilter), async (c) =>
    c.json(await listMailLog(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/families/:id", needs("families", "view"), validQuery(timelineFilter), async (c) =>
    c.json(await familyTimeline(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .get("/staff/:id", needs("staff", "view"), validQuery(timelineFilter), async (c) =>
    c.json(await staffTimeline(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  );
