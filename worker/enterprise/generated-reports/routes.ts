import { Hono } from "hono";
import { validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { downloadFile } from "./download-file.ts";
import { getGenerated } from "./get-generated.ts";
import { listGenerated } from "./list-generated.ts";
import { retryAccount } from "./retry-account.ts";
import { reportFileQuery, reportListQuery } from "./schemas.ts";

const user = enterprise("user");

/** Reports that were run in every account at once, at /generated-reports. */
export const generatedReportsEnterprise = new Hono<EnterpriseEnv>()
  .get("/", user, validQuery(reportListQuery), async (c) =>
    c.json(await listGenerated(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/:id", user, async (c) => c.json(await getGenerated(c.get("ctx"), c.req.param("id"))))
  .get("/:id/file", user, validQuery(reportFileQuery), async (c) =>
    downloadFile(c.get("ctx"), c.req.param("id"), c.req.valid("query").kind),
  )
  .post("/:id/accounts/:accountId/retry", user, async (c) => {
    const { id: reportId, accountId } = c.req.param();
    return c.json(await retryAccount(c.get("ctx"), { reportId, accountId }), 202);
  });
