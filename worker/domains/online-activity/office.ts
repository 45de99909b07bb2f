import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { unattended } from "../../edge/route-marks.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { claimItem } from "./claim-item.ts";
import { decideItems } from "./decide-items.ts";
import { dismissItems } from "./dismiss-items.ts";
import { getChanges } from "./get-changes.ts";
import { listActivity } from "./list-activity.ts";
import { previewItems } from "./preview-items.ts";
import {
  activityFilter,
  changesQuery,
  decideInput,
  dismissInput,
  itemVersion,
  previewInput,
} from "./schemas.ts";

const view = needs("online_activity", "view");
const edit = needs("online_activity", "full");

/** What families did and asked for, at /online-activity. */
export const onlineActivityOffice = new Hono<OfficeEnv>()
  .get("/", view, validQuery(activityFilter), async (c) =>
    c.json(await listActivity(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/changes", view, unattended(), validQuery(changesQuery), async (c) =>
    c.json(await getChanges(c.get("ctx"), Number(c.req.valid("query").after))),
  )
  .post("/preview", edit, validBody(previewInput), async (c) =>
    c.json(await previewItems(c.get("ctx"), c.req.valid("json").ids)),
  )
  .post("/decide", edit, validBody(decideInput), async (c) =>
    c.json(await decideItems(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/dismiss", edit, validBody(dismissInput), async (c) =>
    c.json(await dismissItems(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/:id/claim", edit, validBody(itemVersion), async (c) =>
    c.json(await claimItem(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
