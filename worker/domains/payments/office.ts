import { Hono } from "hono";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { beginMethod } from "./begin-method.ts";
import { deskOf } from "./desk.ts";
import { finishMethod } from "./finish-method.ts";
import { listMethods } from "./list-methods.ts";
import { checkAttempt, giveUpAttempt, payNow } from "./pay-now.ts";
import { connect, disconnect, getProcessorSettings } from "./processor-settings.ts";
import { refundThrough } from "./refund-through.ts";
import { removeMethod } from "./remove-method.ts";
import {
  autopayInput,
  beginMethodInput,
  connectProcessorInput,
  methodVersionInput,
  payNowInput,
  refundThroughInput,
} from "./schemas.ts";
import { setAutopay } from "./set-autopay.ts";
import { setPrimary } from "./set-primary.ts";

const take = needs("payments", "full");
const desk = (c: OfficeContext) => deskOf(c.get("services"), c.get("ctx"));

const setUp = needs("billing_setup", "full");

/** Kept payment methods and payments through the processor, behind the office door. */
export const paymentsOffice = new Hono<OfficeEnv>()
  .get("/processor", needs("billing_setup", "view"), async (c) =>
    c.json(await getProcessorSettings(c.get("ctx"), c.get("services"))),
  )
  .post("/processor", setUp, validBody(connectProcessorInput), async (c) =>
    c.json(await connect(c.get("ctx"), c.get("services"), c.req.valid("json"))),
  )
  .delete("/processor", setUp, async (c) => c.json(await disconnect(c.get("ctx"), c.get("services"))))
  .get("/families/:id/methods", needs("charges", "view"), async (c) =>
    c.json(await listMethods(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .post("/methods/begin", take, validBody(beginMethodInput), async (c) =>
    c.json(await beginMethod(c.get("ctx"), desk(c), c.req.valid("json"))),
  )
  .post("/methods/setups/:id/finish", take, async (c) =>
    c.json(await finishMethod(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .post("/methods/:id/primary", take, validBody(methodVersionInput), async (c) =>
    c.json(await setPrimary(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/methods/:id/autopay", take, validBody(autopayInput), async (c) =>
    c.json(await setAutopay(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/methods/:id/remove", take, validBody(methodVersionInput), async (c) =>
    c.json(await removeMethod(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/pay", take, validBody(payNowInput), async (c) =>
    c.json(await payNow(c.get("ctx"), desk(c), c.req.valid("json"))),
  )
  .post("/:id/refund", needs("refunds", "full"), validBody(refundThroughInput), async (c) =>
    c.json(await refundThrough(c.get("ctx"), desk(c), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/attempts/:id/check", take, async (c) =>
    c.json(await checkAttempt(c.get("ctx"), desk(c), c.req.param("id"))),
  )
  .post("/attempts/:id/give-up", take, async (c) =>
    c.json(await giveUpAttempt(c.get("ctx"), desk(c), c.req.param("id"))),
  );
