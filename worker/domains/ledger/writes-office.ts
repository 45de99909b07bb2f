import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { allocate, deallocate, reallocate } from "./allocate.ts";
import { applyFamilyCredits } from "./apply-credits.ts";
import { voidCredit, voidPayment } from "./close-payment.ts";
import { createCharge, previewCharge } from "./create-charge.ts";
import { createGroupCharge, previewGroupCharge } from "./create-group-charge.ts";
import { editCharge } from "./edit-charge.ts";
import { getGroupCharge } from "./get-group-charge.ts";
import { giveCredit } from "./give-credit.ts";
import { recordPayment } from "./record-payment.ts";
import { recordRefund } from "./record-refund.ts";
import {
  allocateInput,
  createChargeInput,
  createGroupChargeInput,
  deallocateInput,
  editChargeInput,
  giveCreditInput,
  groupChargeInput,
  reallocateInput,
  recordPaymentInput,
  recordRefundInput,
  voidChargesInput,
  voidInput,
} from "./schemas.ts";
import { voidCharge, voidCharges, voidLine } from "./void-charge.ts";

const charge = needs("charges", "full");
const voids = needs("void_charges", "full");
const refund = needs("refunds", "full");
/** Money on account is applied by whoever takes payments or gives credits; the use-case tells them apart. */
const apply = needs(null, "full");

/** What staff do with the ledger; mounted with its reads at /ledger. */
export const ledgerWrites = new Hono<OfficeEnv>()
  .post("/charges/preview", charge, validBody(createChargeInput), async (c) =>
    c.json(await previewCharge(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/charges", charge, validBody(createChargeInput), async (c) =>
    c.json(await createCharge(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/charges/group/preview", charge, validBody(groupChargeInput), async (c) =>
    c.json(await previewGroupCharge(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/charges/group/:id", charge, async (c) =>
    c.json(await getGroupCharge(c.get("ctx"), c.req.param("id"))),
  )
  .post("/charges/group", charge, validBody(createGroupChargeInput), async (c) =>
    c.json(await createGroupCharge(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/charges/void", voids, validBody(voidChargesInput), async (c) =>
    c.json(await voidCharges(c.get("ctx"), c.req.valid("json"))),
  )
  .patch("/charges/:id", charge, validBody(editChargeInput), async (c) =>
    c.json(await editCharge(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/charges/:id/void", voids, validBody(voidInput), async (c) =>
    c.json(await voidCharge(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/charges/:id/lines/:lineId/void", voids, validBody(voidInput), async (c) =>
    c.json(await voidLine(c.get("ctx"), c.req.param("id"), c.req.param("lineId"), c.req.valid("json"))),
  )
  .post("/payments", needs("payments", "full"), validBody(recordPaymentInput), async (c) =>
    c.json(await recordPayment(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/payments/:id/void", refund, validBody(voidInput), async (c) =>
    c.json(await voidPayment(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/payments/:id/refunds", refund, validBody(recordRefundInput), async (c) =>
    c.json(await recordRefund(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/payments/:id/allocate", apply, validBody(allocateInput), async (c) =>
    c.json(await allocate(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/payments/:id/deallocate", apply, validBody(deallocateInput), async (c) =>
    c.json(await deallocate(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/payments/:id/reallocate", apply, validBody(reallocateInput), async (c) =>
    c.json(await reallocate(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/credits", needs("credits", "full"), validBody(giveCreditInput), async (c) =>
    c.json(await giveCredit(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/credits/:id/void", needs("credits", "full"), validBody(voidInput), async (c) =>
    c.json(await voidCredit(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/families/:id/apply-credits", needs("payments", "full"), async (c) =>
    c.json(await applyFamilyCredits(c.get("ctx"), c.req.param("id"))),
  );
