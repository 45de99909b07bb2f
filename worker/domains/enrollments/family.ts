import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { dropOwn, previewOwnDrop } from "./own-drop.ts";
import { getOwnEnrollments, getOwnHistory } from "./own-enrollments.ts";
import {
  dropQuery,
  ownDropInput,
  ownTransferInput,
  ownTransferPreviewInput,
  transferQuery,
} from "./own-schemas.ts";
import { getTransferChoices, previewOwnTransfer, transferOwn } from "./own-transfer.ts";

const see = family("viewer");
const act = family("payer");

/** The family's own enrollments; whoever only picks up sees what is on, and nothing else. */
export const enrollmentsFamily = new Hono<FamilyEnv>()
  .get("/", family("pickup_only"), async (c) => c.json(await getOwnEnrollments(c.get("ctx"))))
  .get("/students/:id/past", see, async (c) => c.json(await getOwnHistory(c.get("ctx"), c.req.param("id"))))
  .get("/:id/drop", act, validQuery(dropQuery), async (c) =>
    c.json(await previewOwnDrop(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/drop", act, validBody(ownDropInput), async (c) =>
    c.json(await dropOwn(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/:id/transfer", act, validQuery(transferQuery), async (c) =>
    c.json(await getTransferChoices(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/transfer-preview", act, validBody(ownTransferPreviewInput), async (c) =>
    c.json(await previewOwnTransfer(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/transfer", act, validBody(ownTransferInput), async (c) =>
    c.json(await transferOwn(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
