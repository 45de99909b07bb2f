import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { liftSuppression } from "./lift-suppression.ts";
import { listSuppressions } from "./list-suppressions.ts";
import { suppressionFilter, suppressionInput, suppressionVersionInput } from "./schemas.ts";
import { suppressAddress } from "./suppress-address.ts";

const see = needs("settings", "view");
const edit = needs("settings", "full");

/** Addresses that no mail goes to, at /suppressions. */
export const suppressionsOffice = new Hono<OfficeEnv>()
  .get("/", see, validQuery(suppressionFilter), async (c) =>
    c.json(await listSuppressions(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", edit, validBody(suppressionInput), async (c) =>
    c.json(await suppressAddress(c.get("ctx"), c.req.valid("json")), 201),
  )
  .delete("/:id", edit, validBody(suppressionVersionInput), async (c) =>
    c.json(await liftSuppression(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
