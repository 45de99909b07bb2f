import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { undoGroup } from "./undo-group.ts";
import { undoOne } from "./undo-one.ts";

/** Undo of one change, at /changes; the right is the one that the change itself took. */
export const changesOffice = new Hono<OfficeEnv>().post("/:id/undo", needs(null, "view"), async (c) =>
  c.json({ change: await undoOne(c.get("ctx"), c.req.param("id")) }),
);

/** Undo of a whole bulk act in the background, at /change-groups. */
export const changeGroupsOffice = new Hono<OfficeEnv>().post("/:id/undo", needs(null, "view"), async (c) =>
  c.json(await undoGroup(c.get("ctx"), c.req.param("id"))),
);
