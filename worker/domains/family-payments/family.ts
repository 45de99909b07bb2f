import { Hono } from "hono";
import { type FamilyContext, type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { statementFilter } from "../papers/schemas.ts";
import { familyDeskOf } from "../payments/family-desk.ts";
import { methodVersionInput } from "../payments/schemas.ts";
import { getOwed } from "./get-owed.ts";
import { getOwnPaper, listOwnHistory, ownReceipt, ownStatement } from "./history.ts";
import { checkOwnAttempt, getOwnAttempt, giveUpOwnAttempt } from "./own-attempt.ts";
import {
  beginOwnMethod,
  finishOwnMethod,
  listOwnMethods,
  removeOwnMethod,
  setOwnAutopay,
  setOwnPrimary,
} from "./own-methods.ts";
import { payOwed } from "./pay-owed.ts";
import { familyAutopayInput, historyFilter, payOwedInput } from "./schemas.ts";

const pay = family("payer");
const desk = (c: FamilyContext) => familyDeskOf(c.get("services"), c.get("ctx"));

/** What a family owes, has paid and pays with, at /payments. */
export const paymentsFamily = new Hono<FamilyEnv>()
  .get("/owed", pay, async (c) => c.json(await getOwed(c.get("ctx"), desk(c))))
  .post("/owed", pay, validBody(payOwedInput), async (c) =>
    c.json(await payOwed(c.get("ctx"), desk(c), c.req.valid("json"))),
  )
  .get("/attempts/:id", pay, async (c) => c.json(await getOwnAttempt(c.get("ctx"), c.req.param("id"))))
  .post("/attempts/:id/give-up", pay, async (c) =>
    c.json(await giveUpOwnAttempt(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .post("/attempts/:id/check", pay, async (c) =>
    c.json(await checkOwnAttempt(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .get("/history", pay, validQuery(historyFilter), async (c) =>
    c.json(await listOwnHistory(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/papers/:id", pay, async (c) => c.json(await getOwnPaper(c.get("ctx"), c.req.param("id"))))
  .get("/papers/:id/pdf", pay, (c) => ownReceipt(c.get("ctx"), c.req.param("id")))
  .get("/statement/pdf", pay, validQuery(statementFilter), (c) =>
    ownStatement(c.get("ctx"), c.req.valid("query")),
  )
  .get("/methods", pay, async (c) => c.json(await listOwnMethods(c.get("ctx"), desk(c))))
  .post("/methods", pay, async (c) => c.json(await beginOwnMethod(c.get("ctx"), desk(c))))
  .post("/methods/setups/:id/finish", pay, async (c) =>
    c.json(await finishOwnMethod(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .post("/methods/:id/remove", pay, validBody(methodVersionInput), async (c) =>
    c.json(await removeOwnMethod(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/methods/:id/primary", pay, validBody(methodVersionInput), async (c) =>
    c.json(await setOwnPrimary(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/methods/:id/autopay", pay, validBody(familyAutopayInput), async (c) =>
    c.json(await setOwnAutopay(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
