import type { Context, StaffActor } from "../../../kernel/context.ts";
import type { FileStore } from "../../imports/page-store.ts";
import { pdfRefusal } from "../formats/to-pdf.ts";
import type { ReportLayout, ReportPreview, ReportRow, ReportRun } from "../shapes.ts";
import { type LoadedRun, loadRun, requireResult } from "./load-run.ts";
import { rowsOfRun } from "./run-rows.ts";

/** Rows shown on screen; the rest is in the files. */
const SHOWN_ROWS = 200;

/** @throws NotFound */
export async function getRun(ctx: Context<StaffActor>, id: string): Promise<ReportRun> {
  const loaded = await loadRun(ctx, id);
  const { run, report, status, error, total, ownerName } = loaded;
  return {
    id: run.id,
    code: run.code,
    title: report.title,
    status,
    rowCount: shownCount(loaded),
    createdAt: run.createdAt,
    ownerName,
    taskId: run.taskId,
    filter: run.filter,
    total,
    error,
    finishedAt: run.finishedAt,
    expiresAt: run.expiresAt,
    layout: run.layout as ReportLayout | null,
    pdfRefusal: pdfRefusal(run.rowCount, ctx.account.locale),
  };
}

function shownCount({ run, done }: LoadedRun): number {
  return Math.max(run.rowCount, done);
}

/** The first rows of a result. @throws NotFound, Precondition */
export async function getRunRows(
  ctx: Context<StaffActor>,
  store: FileStore,
  id: string,
): Promise<ReportPreview> {
  const loaded = await loadRun(ctx, id);
  requireResult(loaded);
  let rows: readonly ReportRow[] = [];
  for await (const chunk of rowsOfRun(store, loaded.run)) {
    rows = chunk.slice(0, SHOWN_ROWS);
    break;
  }
  return { layout: loaded.run.layout as ReportLayout, rows, hasMore: loaded.run.rowCount > rows.length };
}
