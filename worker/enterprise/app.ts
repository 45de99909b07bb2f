import { Hono } from "hono";
import { accountsEnterprise } from "./accounts/routes.ts";
import { auditEnterprise } from "./audit/routes.ts";
import { biTokensEnterprise } from "./bi/routes.ts";
import { dashboardEnterprise } from "./dashboard/routes.ts";
import { atEnterpriseDoor, type EnterpriseEnv } from "./door/enterprise-route.ts";
import { familySearchEnterprise } from "./family-search/routes.ts";
import { generatedReportsEnterprise } from "./generated-reports/routes.ts";
import { groupsEnterprise } from "./groups/routes.ts";
import { onboardingsEnterprise } from "./onboarding/routes.ts";
import { permissionsEnterprise } from "./permissions/routes.ts";
import { phoneSearchEnterprise } from "./phone-search/routes.ts";
import { sessionEnterprise } from "./sessions/routes.ts";
import { syncEnterprise } from "./sync/routes.ts";
import { usersEnterprise } from "./users/routes.ts";
import { validationEnterprise } from "./validation/routes.ts";

/** Everything the owner of many accounts can ask. */
export const enterpriseApi = new Hono<EnterpriseEnv>().basePath("/api/enterprise");
enterpriseApi.use(atEnterpriseDoor());
enterpriseApi.route("/session", sessionEnterprise);
enterpriseApi.route("/accounts", accountsEnterprise);
enterpriseApi.route("/groups", groupsEnterprise);
enterpriseApi.route("/users", usersEnterprise);
enterpriseApi.route("/audit", auditEnterprise);
enterpriseApi.route("/onboardings", onboardingsEnterprise);
enterpriseApi.route("/permissions", permissionsEnterprise);
enterpriseApi.route("/phone-search", phoneSearchEnterprise);
enterpriseApi.route("/generated-reports", generatedReportsEnterprise);
enterpriseApi.route("/validation", validationEnterprise);
enterpriseApi.route("/family-search", familySearchEnterprise);
enterpriseApi.route("/dashboard", dashboardEnterprise);
enterpriseApi.route("/sync", syncEnterprise);
enterpriseApi.route("/bi-tokens", biTokensEnterprise);
enterpriseApi.onError((error) => {
  throw error;
});
