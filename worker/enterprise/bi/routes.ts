import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { createBiToken, listBiTokens, revokeBiToken } from "./bi-tokens.ts";
import { biTokenInput } from "./schemas.ts";

/** Keys of the figures for BI tools, at /bi-tokens. */
export const biTokensEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("admin"), async (c) => c.json(await listBiTokens(c.get("ctx"))))
  .post("/", enterprise("admin"), validBody(biTokenInput), async (c) =>
    c.json(await createBiToken(c.get("ctx"), c.req.valid("json")), 201),
  )
  .delete("/:id", enterprise("admin"), async (c) =>
    c.json(await revokeBiToken(c.get("ctx"), c.req.param("id"))),
  );
