import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { approveRun } from "./approve-run.ts";
import { cancelRun } from "./cancel-run.ts";
import { createRun } from "./create-run.ts";
import { getRunOptions } from "./get-options.ts";
import { getRun } from "./get-run.ts";
import { listRunRows } from "./list-run-rows.ts";
import { listRuns } from "./list-runs.ts";
import { approveInput, runInput, runRowsFilter, runsFilter, runVersionInput, tickInput } from "./schemas.ts";
import { tickRows } from "./tick-rows.ts";
import { undoRun } from "./undo-run.ts";

const see = needs("transactions", "view");
const run = needs("transactions", "full");

/** Acts over many families, at /transactions. */
export const billingRunsOffice = new Hono<OfficeEnv>()
  .get("/", see, validQuery(runsFilter), async (c) =>
    c.json(await listRuns(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", run, validBody(runInput), async (c) =>
    c.json(await createRun(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/options", see, async (c) => c.json(await getRunOptions(c.get("ctx"))))
  .get("/:id", see, async (c) => c.json(await getRun(c.get("ctx"), c.req.param("id"))))
  .get("/:id/rows", see, validQuery(runRowsFilter), async (c) =>
    c.json(await listRunRows(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/tick", run, validBody(tickInput), async (c) =>
    c.json(await tickRows(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/approve", run, validBody(approveInput), async (c) =>
    c.json(await approveRun(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/cancel", run, validBody(runVersionInput), async (c) =>
    c.json(await cancelRun(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/undo", run, validBody(runVersionInput), async (c) =>
    c.json(await undoRun(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
