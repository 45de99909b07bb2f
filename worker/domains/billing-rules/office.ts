import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { getBillingRules } from "./get-rules.ts";
import { updateBillingRules as rulesInput } from "./schemas.ts";
import { updateBillingRules } from "./update-rules.ts";

/** How the school bills, at /billing-rules. */
export const billingRulesOffice = new Hono<OfficeEnv>()
  .get("/", needs("billing_setup", "view"), async (c) => c.json(await getBillingRules(c.get("ctx"))))
  .put("/", needs("billing_setup", "full"), validBody(rulesInput), async (c) =>
    c.json(await updateBillingRules(c.get("ctx"), c.req.valid("json"))),
  );
