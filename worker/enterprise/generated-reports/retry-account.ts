import { sql } from "drizzle-orm";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { loadGenerated } from "./get-generated.ts";
import { toReport } from "./report-rows.ts";
import type { AccountJobName } from "./run-for-account.ts";
import { sendAccountJobs } from "./send-jobs.ts";

/** Runs a report once more in an account in which it failed; the files over all accounts are made anew. @throws NotFound */
export async function retryAccount(
  ctx: EnterpriseContext,
  { reportId, accountId }: AccountJobName,
): Promise<{ ok: true }> {
  const { row, accounts } = await loadGenerated(ctx, reportId);
  const account = accounts.find((one) => one.accountId === accountId && one.isOpen);
  if (!account) throw new NotFound("account");
  if (toReport(row, ctx.nowMs).isExpired)
    throw new Precondition("report_expired", "Results are kept for 30 days. Generate the report again.");
  if (account.state !== "failed")
    throw new Conflict(
      "not_failed",
      `It did not fail in ${account.accountName}; there is nothing to try again.`,
    );
  const act = {
    action: "reports.retry",
    summary: `Ran ${row.code} ${row.name} once more in ${account.accountName}`,
    accountId,
    subjectId: reportId,
  };
  const mine = sql`report_id = ${reportId} and account_id = ${accountId}`;
  const rows = [
    controlGuard(
      "row_version",
      sql`exists (select 1 from generated_report_accounts where ${mine} and state = 'failed')`,
    ),
    sql`update generated_report_accounts set state = 'waiting', attempt = attempt + 1, task_id = null, run_id = null,
      error = null, updated_at = ${ctx.nowMs} where ${mine}`,
    sql`update generated_reports set workbook_key = null, zip_key = null, files_due_at = null, updated_at = ${ctx.nowMs}
      where id = ${reportId}`,
  ];
  await commitEnterprise(ctx, act, rows, { ok: true });
  await sendAccountJobs(ctx.services, [{ reportId, accountId }]);
  return { ok: true };
}
