import { Hono } from "hono";
import { accountsEnterprise } from "./accounts/routes.ts";
import { atEnterpriseDoor, type EnterpriseEnv } from "./door/enterprise-route.ts";
import { sessionEnterprise } from "./sessions/routes.ts";

/** Everything the owner of many accounts can ask. */
export const enterpriseApi = new Hono<EnterpriseEnv>().basePath("/api/enterprise");
enterpriseApi.use(atEnterpriseDoor());
enterpriseApi.route("/session", sessionEnterprise);
enterpriseApi.route("/accounts", accountsEnterprise);
enterpriseApi.onError((error) => {
  throw error;
});
