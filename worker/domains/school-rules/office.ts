import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getRules } from "./get-rules.ts";
import { updateAttendanceRules, updateEnrollmentRules, updateMakeupRules } from "./schemas.ts";
import { updateRules } from "./update-rules.ts";

const edit = needs("settings", "full");

/** The rules of the school, at /settings/rules. */
export const rulesOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) => c.json(await getRules(c.get("ctx"))))
  .put("/enrollment", edit, validBody(updateEnrollmentRules), async (c) =>
    c.json(await updateRules(c.get("ctx"), "enrollment", c.req.valid("json"))),
  )
  .put("/attendance", edit, validBody(updateAttendanceRules), async (c) =>
    c.json(await updateRules(c.get("ctx"), "attendance", c.req.valid("json"))),
  )
  .put("/makeups", edit, validBody(updateMakeupRules), async (c) =>
    c.json(await updateRules(c.get("ctx"), "makeups", c.req.valid("json"))),
  );
