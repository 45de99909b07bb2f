import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { discountInput } from "../discounts/schemas.ts";
import { billingChoices } from "./billing-choices.ts";
import { discountExample } from "./discount-example.ts";
import { previewPrice } from "./price-preview.ts";
import { choicesInput, enrollmentBillingInput, previewInput } from "./schemas.ts";
import { setEnrollmentBilling } from "./set-enrollment-billing.ts";
import { setupOffice } from "./setup-office.ts";

/** Where prices come from, at /tuition. */
export const tuitionOffice = new Hono<OfficeEnv>()
  .get("/price-preview", needs("billing_setup", "view"), validQuery(previewInput), async (c) =>
    c.json(await previewPrice(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/discounts/example", needs("billing_setup", "view"), validBody(discountInput), (c) =>
    c.json(discountExample(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/choices", needs("enrollments", "view"), validQuery(choicesInput), async (c) =>
    c.json(await billingChoices(c.get("ctx"), c.req.valid("query"))),
  )
  .put("/enrollments/:id", needs("enrollments", "full"), validBody(enrollmentBillingInput), async (c) =>
    c.json(await setEnrollmentBilling(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", setupOffice);
