import { Hono } from "hono";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { listAccounts } from "./list-accounts.ts";

export const accountsEnterprise = new Hono<EnterpriseEnv>().get("/", enterprise("user"), async (c) =>
  c.json(await listAccounts(c.get("ctx"))),
);
