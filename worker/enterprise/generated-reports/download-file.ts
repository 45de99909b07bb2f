import { dateAt } from "../../../tenant-schema/dates.ts";
import { attachment } from "../../domains/exports/csv.ts";
import { XLSX_TYPE } from "../../domains/reports/formats/to-xlsx.ts";
import { Precondition } from "../../kernel/errors.ts";
import { commitEnterprise } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { safeName } from "./file-names.ts";
import { loadGenerated } from "./get-generated.ts";
import { toReport } from "./report-rows.ts";

/** The workbook or the zip over all accounts. @throws NotFound, Precondition */
export async function downloadFile(
  ctx: EnterpriseContext,
  id: string,
  kind: "workbook" | "zip",
): Promise<Response> {
  const { row, accounts } = await loadGenerated(ctx, id);
  if (toReport(row, ctx.nowMs).isExpired)
    throw new Precondition("report_expired", "Results are kept for 30 days. Generate the report again.");
  if (accounts.some(({ state, isOpen }) => state === "done" && !isOpen)) {
    throw new Precondition(
      "accounts_beyond_reach",
      "This file also holds accounts in which you may no longer see this report. Generate it again for those in which you may.",
    );
  }
  const key = kind === "workbook" ? row.workbookKey : row.zipKey;
  const found = key === null ? null : await ctx.services.env.FILES.get(key);
  if (!found)
    throw new Precondition("files_not_ready", "The file is still being made. Try again in a moment.");
  const what = kind === "workbook" ? "one workbook" : "a zip file";
  await commitEnterprise(
    ctx,
    {
      action: "reports.open",
      summary: `Downloaded ${row.code} ${row.name} of all accounts as ${what}`,
      subjectId: id,
    },
    [],
  );
  const time = new Date(row.createdAt).toISOString().slice(11, 19).replaceAll(":", "");
  const name = safeName(`All accounts ${row.code} ${row.name} ${dateAt(row.createdAt, "UTC")} ${time}`);
  const file =
    kind === "workbook" ? { type: XLSX_TYPE, end: "xlsx" } : { type: "application/zip", end: "zip" };
  const headers = {
    "content-type": file.type,
    "content-disposition": attachment(`${name}.${file.end}`),
    "cache-control": "no-store",
  };
  return new Response(found.body, { headers });
}
