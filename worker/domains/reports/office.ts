import { Hono } from "hono";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { parse, validBody, validQuery } from "../../edge/validate.ts";
import { startForAll } from "../../enterprise/generated-reports/start-for-all.ts";
import { reportFor } from "./catalog.ts";
import { setFavorite } from "./favorites.ts";
import { PRINT_STYLES } from "./formats/to-html.ts";
import { listReports } from "./list-reports.ts";
import { createPreset } from "./presets/create-preset.ts";
import { deletePreset } from "./presets/delete-preset.ts";
import { updatePreset } from "./presets/update-preset.ts";
import { downloadRun } from "./runs/download-run.ts";
import { getRun, getRunRows } from "./runs/get-run.ts";
import { previewReport } from "./runs/preview-report.ts";
import { runAgain } from "./runs/run-again.ts";
import { startRun } from "./runs/start-run.ts";
import { createSchedule } from "./schedules/create-schedule.ts";
import { deleteSchedule } from "./schedules/delete-schedule.ts";
import { updateSchedule } from "./schedules/update-schedule.ts";
import {
  fileQuery,
  presetChange,
  presetInput,
  previewQuery,
  runInput,
  scheduleChange,
  scheduleInput,
  versioned,
} from "./schemas.ts";

const view = needs("reports", "view");

/** The Reports room behind the office door; each report asks for its own right besides. */
export const reportsOffice = new Hono<OfficeEnv>()
  .get("/", view, async (c) => c.json(await listReports(c.get("ctx"))))
  .get("/print.css", view, (c) => c.body(PRINT_STYLES, 200, { "content-type": "text/css; charset=utf-8" }))
  .get("/preview", view, validQuery(previewQuery), async (c) => {
    const input = c.req.valid("query");
    return c.json(await previewReport(c.get("ctx"), input.code, checked(c, input), input.rows));
  })
  .post("/runs", view, validBody(runInput), async (c) => {
    const { code, filter, forAllAccounts } = c.req.valid("json");
    const parsed = checked(c, { code, filter });
    if (forAllAccounts) {
      return c.json(await startForAll(c.get("ctx"), c.get("services"), { code, filter, parsed }), 202);
    }
    return c.json(await startRun(c.get("ctx"), code, filter), 202);
  })
  .get("/runs/:id", view, async (c) => c.json(await getRun(c.get("ctx"), c.req.param("id"))))
  .get("/runs/:id/rows", view, async (c) =>
    c.json(await getRunRows(c.get("ctx"), storeOf(c), c.req.param("id"))),
  )
  .get("/runs/:id/file", view, validQuery(fileQuery), async (c) =>
    downloadRun(c.get("ctx"), storeOf(c), c.req.param("id"), c.req.valid("query").format),
  )
  .post("/runs/:id/again", view, async (c) => c.json(await runAgain(c.get("ctx"), c.req.param("id")), 202))
  .put("/favorites/:code", view, async (c) =>
    c.json(await setFavorite(c.get("ctx"), c.req.param("code"), true)),
  )
  .delete("/favorites/:code", view, async (c) =>
    c.json(await setFavorite(c.get("ctx"), c.req.param("code"), false)),
  )
  .post("/presets", view, validBody(presetInput), async (c) => {
    const input = c.req.valid("json");
    checked(c, input);
    return c.json(await createPreset(c.get("ctx"), input), 201);
  })
  .patch("/presets/:id", view, validBody(presetChange), async (c) =>
    c.json(await updatePreset(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/presets/:id", view, validBody(versioned), async (c) =>
    c.json(await deletePreset(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/schedules", view, validBody(scheduleInput), async (c) => {
    const input = c.req.valid("json");
    checked(c, input);
    return c.json(await createSchedule(c.get("ctx"), input), 201);
  })
  .patch("/schedules/:id", view, validBody(scheduleChange), async (c) =>
    c.json(await updateSchedule(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/schedules/:id", view, validBody(versioned), async (c) =>
    c.json(await deleteSchedule(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );

/** The filter as the report itself wants it. @throws NotFound, Forbidden, BadInput with the fields */
function checked(
  c: OfficeContext,
  { code, filter }: { readonly code: string; readonly filter: unknown },
): unknown {
  return parse(reportFor(c.get("ctx"), code).filter, filter);
}

function storeOf(c: OfficeContext) {
  return c.get("services").env.FILES;
}
