import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { unattended } from "../../edge/route-marks.ts";
import { validQuery } from "../../edge/validate.ts";
import { cancelTask } from "./cancel-task.ts";
import { getTask, listTasks } from "./queries.ts";
import { taskFilter } from "./schemas.ts";

/** Background tasks, at /tasks. Everybody has their own; those of others take a right. */
export const tasksOffice = new Hono<OfficeEnv>()
  .get("/", needs(null, "view"), unattended(), validQuery(taskFilter), async (c) =>
    c.json(await listTasks(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/:id", needs(null, "view"), async (c) => c.json(await getTask(c.get("ctx"), c.req.param("id"))))
  .post("/:id/cancel", needs(null, "view"), async (c) =>
    c.json(await cancelTask(c.get("ctx"), c.req.param("id"))),
  );
