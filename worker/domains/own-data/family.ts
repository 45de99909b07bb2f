import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { validBody } from "../../edge/validate.ts";
import { askErasure, getOwnPrivacy } from "./ask-erasure.ts";
import { exportOwnData } from "./export-own-data.ts";
import { erasureInput } from "./schemas.ts";

const owner = family("owner");

/** The family's data, for whoever answers for it. */
export const ownDataFamily = new Hono<FamilyEnv>()
  .get("/", family("viewer"), async (c) => c.json(await getOwnPrivacy(c.get("ctx"))))
  .get("/export", owner, async (c) => {
    const data = await exportOwnData(c.get("ctx"));
    c.header("content-disposition", `attachment; filename="my-data-${data.exportedAt.slice(0, 10)}.json"`);
    return c.json(data);
  })
  .post("/erasure", owner, validBody(erasureInput), async (c) =>
    c.json(await askErasure(c.get("ctx"), c.req.valid("json"))),
  );
