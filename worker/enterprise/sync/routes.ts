import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { askSync } from "./ask-sync.ts";
import { getSync } from "./get-sync.ts";
import { refreshInput } from "./schemas.ts";

/** How old what is known across accounts is, at /sync. */
export const syncEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), async (c) => c.json(await getSync(c.get("ctx"))))
  .post("/", enterprise("user"), validBody(refreshInput), async (c) =>
    c.json(await askSync(c.get("ctx"), c.req.valid("json"))),
  );
