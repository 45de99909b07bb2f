import { sql } from "drizzle-orm";
import { decodeCursor, pageOf } from "../../kernel/paging.ts";
import type { EnterpriseContext } from "../context.ts";
import { reportsQuery, toReport } from "./report-rows.ts";
import type { GeneratedReportPage } from "./schemas.ts";
import { visibleReports } from "./visible-reports.ts";

const PAGE_SIZE = 30;

/** The newest first. */
export async function listGenerated(
  ctx: EnterpriseContext,
  { cursor }: { readonly cursor?: string | undefined },
): Promise<GeneratedReportPage> {
  const after = cursor === undefined ? sql`true` : sql`r.id < ${decodeCursor(cursor, 1)[0]!}`;
  const { rows } = await ctx.control.read({
    rows: reportsQuery(
      sql`where ${visibleReports(ctx.actor)} and ${after} order by r.id desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.id], null);
  return { rows: page.rows.map((row) => toReport(row, ctx.nowMs)), nextCursor: page.nextCursor, total: null };
}
