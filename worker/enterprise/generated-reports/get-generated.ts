import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { findReport } from "../../domains/reports/catalog.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { isLeft } from "../store/visible-accounts.ts";
import { type ReportRow, reportsQuery, toReport } from "./report-rows.ts";
import type { GeneratedReportDetail, GeneratedState } from "./schemas.ts";
import { visibleReports } from "./visible-reports.ts";

/** One report with its accounts: those that the reader may enter and see this report in. @throws NotFound */
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
  /** Whether the reader may still enter it, and see there what this tells. */
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
        isReached: flag(sql`x.account_id in ${accountsOf(ctx.actor)}`),
      },
      sql`from generated_report_accounts x join accounts a on a.id = x.account_id
        where x.report_id = ${id} order by lower(a.display_name), a.id`,
    ),
  });
  const row = rows[0];
  if (!row) throw new NotFound("generated report");
  const right = findReport(row.code)?.right;
  const visible = await ctx.services.house.visibleAccounts.of(ctx);
  const left = visible.filter((one) => isLeft(one, "reports") && (!right || isLeft(one, right)));
  const ids = new Set(left.map((one) => one.id));
  return {
    row,
    accounts: accounts.map(({ isReached, ...account }) => ({
      ...account,
      isOpen: isReached && ids.has(account.accountId),
    })),
  };
}
