import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { createSetup } from "../tuition/create-setup.ts";
import { deleteSetup } from "../tuition/delete-setup.ts";
import { setupVersionInput } from "../tuition/schemas.ts";
import { updateSetup } from "../tuition/update-setup.ts";
import { addException } from "./add-exception.ts";
import { listExceptions, listFees } from "./list-fees.ts";
import { removeException } from "./remove-exception.ts";
import {
  anniversaryFeeInput,
  feeExceptionInput,
  feeExceptionVersion,
  updateAnniversaryFeeInput,
} from "./schemas.ts";

const see = needs("billing_setup", "view");
const edit = needs("billing_setup", "full");

/** Yearly and one-time fees and who is an exception of them, at /anniversary-fees. */
export const anniversaryFeesOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listFees(c.get("ctx"))))
  .post("/", edit, validBody(anniversaryFeeInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "anniversaryFees", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateAnniversaryFeeInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "anniversaryFees", c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(setupVersionInput), async (c) =>
    c.json(await deleteSetup(c.get("ctx"), "anniversaryFees", c.req.param("id"), c.req.valid("json"))),
  )
  .get("/:id/exceptions", see, async (c) => c.json(await listExceptions(c.get("ctx"), c.req.param("id"))))
  .post("/:id/exceptions", edit, validBody(feeExceptionInput), async (c) =>
    c.json(await addException(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .delete("/exceptions/:id", edit, validBody(feeExceptionVersion), async (c) =>
    c.json(await removeException(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
