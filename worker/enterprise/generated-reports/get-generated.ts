import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { type ReportRow, reportsQuery, toReport } from "./report-rows.ts";
import type { GeneratedReportDetail, GeneratedState } from "./schemas.ts";
import { visibleReports } from "./visible-reports.ts";

/** One report with its accounts, those that the reader may enter. @throws NotFound */
export async function getGenerated(ctx: EnterpriseContext, id: string): Promise<GeneratedReportDetail> {
  const { row, accounts } = await loadGenerated(ctx, id);
  const open = accounts.filter((account) => account.isOpen);
  return {
    ...toReport(row, ctx.nowMs),
    accounts: open.map(({ isOpen: _, runId, ...account }) => ({
      ...account,
      path: runId === null ? null : `/reports/runs/${runId}`,
    })),
    hiddenAccounts: accounts.length - open.length,
  };
}

interface AccountRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly state: GeneratedState;
  readonly rowCount: number | null;
  readonly fileName: string | null;
  readonly error: string | null;
  readonly runId: string | null;
  /** Whether the reader may still enter it. */
  readonly isOpen: boolean;
}

/** @throws NotFound also for what is there but not the reader's to see */
export async function loadGenerated(
  ctx: EnterpriseContext,
  id: string,
): Promise<{ row: ReportRow; accounts: readonly AccountRow[] }> {
  const { rows, accounts } = await ctx.control.read({
    rows: reportsQuery(sql`where r.id = ${id} and ${visibleReports(ctx.actor)}`),
    accounts: select(
      {
        accountId: sql<string>`x.account_id`,
        accountName: sql<string>`a.display_name`,
        state: sql<GeneratedState>`x.state`,
        rowCount: sql<number | null>`x.row_count`,
        fileName: sql<string | null>`x.file_name`,
        error: sql<string | null>`x.error`,
        runId: sql<string | null>`x.run_id`,
        isOpen: flag(sql`x.account_id in ${accountsOf(ctx.actor)}`),
      },
      sql`from generated_report_accounts x join accounts a on a.id = x.account_id
        where x.report_id = ${id} order by lower(a.display_name), a.id`,
    ),
  });
  if (!rows[0]) throw new NotFound("generated report");
  return { row: rows[0], accounts };
}
