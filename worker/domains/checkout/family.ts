import { Hono } from "hono";
import { type FamilyContext, type FamilyEnv, family } from "../../edge/family-route.ts";
import { atDesk } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { familyDeskOf } from "../payments/family-desk.ts";
import { checkCheckout, getCheckout, getCheckoutOptions } from "./get-checkout.ts";
import { checkoutInput } from "./schemas.ts";
import { submitCheckout } from "./submit-checkout.ts";

const pay = family("payer");
const desk = (c: FamilyContext) => familyDeskOf(c.get("services"), c.get("ctx"));

/** Sending off a cart and what became of it, at /checkout. */
export const checkoutFamily = new Hono<FamilyEnv>()
  .get("/options", pay, async (c) => c.json(await getCheckoutOptions(c.get("ctx"), desk(c))))
  .post("/", pay, atDesk(), validBody(checkoutInput), async (c) =>
    c.json(await submitCheckout(c.get("ctx"), desk(c), c.req.valid("json"))),
  )
  .get("/:id", pay, async (c) => c.json(await getCheckout(c.get("ctx"), c.req.param("id"))))
  .post("/:id/check", pay, async (c) =>
    c.json(await checkCheckout(c.get("ctx"), desk(c), c.req.param("id"))),
  );
