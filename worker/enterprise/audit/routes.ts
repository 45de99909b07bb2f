import { Hono } from "hono";
import Papa from "papaparse";
import { validQuery } from "../../edge/validate.ts";
import { type EnterpriseEnv, enterprise } from "../door/enterprise-route.ts";
import { auditOptions, exportedAudit, readAudit } from "./read-audit.ts";
import { auditFilter } from "./schemas.ts";

export const auditEnterprise = new Hono<EnterpriseEnv>()
  .get("/", enterprise("user"), validQuery(auditFilter), async (c) =>
    c.json(await readAudit(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/options", enterprise("user"), async (c) => c.json(await auditOptions(c.get("ctx"))))
  .get("/export.csv", enterprise("user"), validQuery(auditFilter), async (c) => {
    const rows = await exportedAudit(c.get("ctx"), c.req.valid("query"));
    c.header("content-type", "text/csv; charset=utf-8");
    c.header("content-disposition", 'attachment; filename="enterprise-audit.csv"');
    return c.body(`\uFEFF${Papa.unparse(rows.map(lineOf), { escapeFormulae: true, newline: "\r\n" })}\r\n`);
  });

function lineOf(entry: Awaited<ReturnType<typeof exportedAudit>>[number]) {
  return {
    When: new Date(entry.at).toISOString(),
    Who: entry.userName,
    Level: entry.userLevel,
    Group: entry.groupName ?? "",
    What: entry.summary,
    Action: entry.action,
    Account: entry.accountName ?? "",
    Before: entry.before ? JSON.stringify(entry.before) : "",
    After: entry.after ? JSON.stringify(entry.after) : "",
  };
}
