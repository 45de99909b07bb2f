import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { findReport } from "../../domains/reports/catalog.ts";
import type { RunState } from "../../domains/reports/runs/run-rows.ts";
import type { ReportLayout } from "../../domains/reports/shapes.ts";
import type { Context } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { endAccount } from "./end-account.ts";
import { type AccountPart, partKey } from "./parts.ts";
import { loadAccountJob } from "./settings.ts";

type TaskStatus = "queued" | "running" | "done" | "failed" | "cancelled";

/**
 * The task of one account is over: the enterprise portal is told, and what its files are made from is put where the
 * job that makes them finds it without opening the account. Harmless twice; nothing while the task still runs.
 */
export async function tellRunEnded(
  services: Services,
  ctx: Context,
  { reportId, taskId }: { readonly reportId: string; readonly taskId: string },
): Promise<void> {
  const { found } = await ctx.database.read({
    found: select(
      {
        status: sql<TaskStatus>`t.status`,
        error: sql<string | null>`t.error`,
        runId: sql<string>`r.id`,
        code: sql<string>`r.code`,
        state: json<RunState>(sql`r.state`),
        layout: json<ReportLayout | null>(sql`r.layout`),
        rowCount: sql<number>`r.row_count`,
        madeAtMs: sql<number>`coalesce(r.started_at, r.created_at)`,
        madeBy: sql<string>`t.actor_name`,
      },
      sql`from tasks t join report_runs r on r.id = t.input ->> 'runId' where t.id = ${taskId}`,
    ),
  });
  const run = found[0];
  const job = await loadAccountJob(services.control, { reportId, accountId: ctx.account.id });
  const isOver = run && run.status !== "queued" && run.status !== "running";
  if (!isOver || !job || job.isForgotten || (job.runId !== null && job.runId !== run.runId)) return;
  const end = { reportId, accountId: ctx.account.id, attempt: job.attempt };
  const report = findReport(run.code);
  if (run.status !== "done" || !run.layout || !report) {
    const cancelled = "Somebody cancelled it among the background tasks of the account.";
    const error =
      run.status === "cancelled" ? cancelled : (run.error ?? "It could not be made. Try it again.");
    return endAccount(services, { ...end, state: "failed", error });
  }
  const { displayName, timeZone, locale, currency } = ctx.account;
  const part: AccountPart = {
    accountName: job.settings.labels[ctx.account.id] ?? displayName,
    fileName: run.state.generated?.fileName ?? displayName,
    school: { displayName, timeZone, locale, currency },
    ...{ code: run.code, title: report.title, layout: run.layout, rowCount: run.rowCount },
    ...{ madeAtMs: run.madeAtMs, madeBy: run.madeBy, totals: run.state.totals },
    segments: run.state.segments,
  };
  await services.env.FILES.put(partKey(job, ctx.account.id), JSON.stringify(part));
  await endAccount(services, { ...end, state: "done", rowCount: run.rowCount });
}
