import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validQuery } from "../../edge/validate.ts";
import { auditOptions } from "./audit-options.ts";
import { getChange } from "./get-change.ts";
import { getHistory } from "./get-history.ts";
import { listChanges } from "./list-changes.ts";
import { auditFilter, changeRowsFilter, historyFilter } from "./schemas.ts";

const see = needs("audit", "view");

/** The audit log behind the office door, at /audit. */
export const auditOffice = new Hono<OfficeEnv>()
  .get("/", see, validQuery(auditFilter), async (c) =>
    c.json(await listChanges(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/options", see, async (c) => c.json(await auditOptions(c.get("ctx"))))
  .get("/:id", see, validQuery(changeRowsFilter), async (c) =>
    c.json(await getChange(c.get("ctx"), c.req.param("id"), c.req.valid("query").after)),
  );

/** The history of one record, at /history; the right depends on what the record is. */
export const historyOffice = new Hono<OfficeEnv>().get(
  "/:subjectId",
  needs(null, "view"),
  validQuery(historyFilter),
  async (c) => c.json(await getHistory(c.get("ctx"), c.req.param("subjectId"), c.req.valid("query").cursor)),
);
