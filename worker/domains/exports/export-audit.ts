import { type Context, requireRight, today } from "../../kernel/context.ts";
import { listChanges } from "../audit/list-changes.ts";
import type { AuditFilter } from "../audit/schemas.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { streamText } from "./stream-text.ts";

const TITLES = [
  "At",
  "Who",
  "What",
  "Act",
  "Through",
  "From address",
  "Records",
  "Undone",
  "Change ID",
  "Request ID",
];

/** The audit log under a filter, newest first, an act a line. It follows the list's own pages. */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "audit", "view");
  const { cursor: _cursor, ...terms } = filter;
  await auditExport(ctx, "audit", terms);
  return streamText(auditLines(ctx, terms), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`audit log ${today(ctx)}.csv`),
  });
}

async function* auditLines(ctx: Context, filter: Omit<AuditFilter, "cursor">): AsyncGenerator<string> {
  yield BOM + csvLine(TITLES);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listChanges(ctx, { ...filter, ...(cursor ? { cursor } : {}) } as AuditFilter);
    yield page.rows
      .map((entry) => {
        const at = new Date(entry.at).toISOString();
        const undone = entry.undoneBy === null ? "" : "undone";
        const from = [entry.via, entry.ip, entry.rowCount, undone, entry.id, entry.requestId];
        return csvLine([at, entry.actorName, entry.summary, entry.action, ...from]);
      })
      .join("");
    cursor = page.nextCursor;
  }
}
