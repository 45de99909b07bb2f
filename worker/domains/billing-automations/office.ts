import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { createAutomation } from "./create-automation.ts";
import { listAutomations, listUpcoming, nextRun } from "./list-automations.ts";
import { removeAutomation } from "./remove-automation.ts";
import {
  automationInput,
  automationVersionInput,
  nextRunFilter,
  switchAutomationInput,
  updateAutomationInput,
} from "./schemas.ts";
import { switchAutomation } from "./switch-automation.ts";
import { updateAutomation } from "./update-automation.ts";

const see = needs("billing_setup", "view");
const edit = needs("billing_setup", "full");

/** What bills itself, at /billing-automations. */
export const billingAutomationsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listAutomations(c.get("ctx"))))
  .get("/next", see, validQuery(nextRunFilter), async (c) =>
    c.json(await nextRun(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/upcoming", needs("transactions", "view"), async (c) => c.json(await listUpcoming(c.get("ctx"))))
  .post("/", edit, validBody(automationInput), async (c) =>
    c.json(await createAutomation(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateAutomationInput), async (c) =>
    c.json(await updateAutomation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .put("/:id/active", edit, validBody(switchAutomationInput), async (c) =>
    c.json(await switchAutomation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(automationVersionInput), async (c) =>
    c.json(await removeAutomation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
