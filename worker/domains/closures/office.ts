import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { versionInput } from "../settings/schemas.ts";
import { createClosure } from "./create-closure.ts";
import { deleteClosure } from "./delete-closure.ts";
import { listClosures } from "./list-closures.ts";
import { previewClosure } from "./preview-closure.ts";
import { closureImpactQuery, closureInput, updateClosureInput } from "./schemas.ts";
import { updateClosure } from "./update-closure.ts";

const see = needs("settings", "view");
const edit = needs("settings", "full");

/** Closures and blackouts, at /settings/closures. */
export const closuresOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listClosures(c.get("ctx"))))
  .get("/impact", see, validQuery(closureImpactQuery), async (c) =>
    c.json(await previewClosure(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", edit, validBody(closureInput), async (c) =>
    c.json(await createClosure(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateClosureInput), async (c) =>
    c.json(await updateClosure(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteClosure(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
