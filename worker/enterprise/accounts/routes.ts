import { Hono } from "hono";
import { validBody } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { describeAccount, placeAccount } from "../groups/place-account.ts";
import { accountFactsInput, placeAccountInput } from "../groups/schemas.ts";
import { openHandoff } from "../handoffs/open-handoff.ts";
import { handoffInput } from "../handoffs/schemas.ts";
import { listAccounts } from "./list-accounts.ts";

export const accountsEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), async (c) => c.json(await listAccounts(c.get("ctx"))))
  .put("/:id/group", enterprise("admin"), validBody(placeAccountInput), async (c) =>
    c.json(await placeAccount(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .put("/:id/contact", enterprise("admin"), validBody(accountFactsInput), async (c) =>
    c.json(await describeAccount(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/handoff", enterprise("user"), validBody(handoffInput), async (c) =>
    c.json(await openHandoff(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
