import { Change } from "../../../kernel/change.ts";
import { commit } from "../../../kernel/commit.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { Limit } from "../../../kernel/errors.ts";
import { attachment, CSV_TYPE } from "../../exports/csv.ts";
import { streamText } from "../../exports/stream-text.ts";
import type { FileStore } from "../../imports/page-store.ts";
import type { ReportDocument } from "../formats/document.ts";
import { toCsv } from "../formats/to-csv.ts";
import { toHtml } from "../formats/to-html.ts";
import { pdfRefusal, toPdf } from "../formats/to-pdf.ts";
import { toXlsx, XLSX_TYPE } from "../formats/to-xlsx.ts";
import type { ReportFormat } from "../schemas.ts";
import type { ReportLayout } from "../shapes.ts";
import { type LoadedRun, loadRun, requireResult } from "./load-run.ts";
import { rowsOfRun, stateOf } from "./run-rows.ts";

/** A result as a file, made from its rows while it is sent. @throws NotFound, Precondition, Limit for a long PDF */
export async function downloadRun(
  ctx: Context<StaffActor>,
  store: FileStore,
  id: string,
  format: ReportFormat,
): Promise<Response> {
  const loaded = await loadRun(ctx, id);
  requireResult(loaded);
  const refusal = format === "pdf" ? pdfRefusal(loaded.run.rowCount, ctx.account.locale) : null;
  if (refusal !== null) throw new Limit("pdf_too_long", refusal, {}, 413);
  const { code, title } = loaded.report;
  await commit(
    ctx,
    new Change(ctx, {
      action: "reports.open",
      summary: `Opened the result of ${code} ${title} as ${format.toUpperCase()}`,
      right: loaded.report.right,
    }),
  );
  const document = documentOf(ctx, store, loaded);
  const fileName = stateOf(loaded.run).generated?.fileName ?? `${code} ${title} ${loaded.run.runOn}`;
  const name = `${fileName}.${format}`;
  const headers = { "content-disposition": attachment(name) };
  switch (format) {
    case "csv":
      return streamText(toCsv(document), { ...headers, "content-type": CSV_TYPE });
    case "html":
      return streamText(toHtml(document, `/api/office/${ctx.account.urlName}/reports/print.css`), {
        "content-type": "text/html; charset=utf-8",
      });
    case "xlsx":
      return fileOf(toXlsx(document), { ...headers, "content-type": XLSX_TYPE });
    case "pdf":
      return fileOf(await toPdf(document), { ...headers, "content-type": "application/pdf" });
  }
}

function fileOf(body: BodyInit, headers: Readonly<Record<string, string>>): Response {
  return new Response(body, { headers: { "cache-control": "no-store", ...headers } });
}

function documentOf(ctx: Context, store: FileStore, { run, report, ownerName }: LoadedRun): ReportDocument {
  return {
    code: report.code,
    title: report.title,
    school: ctx.account,
    layout: run.layout as ReportLayout,
    rowCount: run.rowCount,
    madeAtMs: run.startedAt ?? run.createdAt,
    madeBy: ownerName,
    totals: stateOf(run).totals,
    chunks: () => rowsOfRun(store, run),
  };
}
