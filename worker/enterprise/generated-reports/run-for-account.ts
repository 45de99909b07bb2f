import { sql } from "drizzle-orm";
import { DatabaseUnavailable } from "../../../control-plane/database-errors.ts";
import {
  AccountClosed,
  AccountMigrating,
  AccountSuspended,
  AccountUnknown,
} from "../../../control-plane/open-tenant.ts";
import { statement } from "../../../control-plane/query.ts";
import { findReport } from "../../domains/reports/catalog.ts";
import { reachKey } from "../../domains/reports/reach.ts";
import { addRun } from "../../domains/reports/runs/add-run.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import { relayOutbox } from "../../jobs/relay-outbox.ts";
import { systemContext } from "../../jobs/system-context.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { AppError, Forbidden, NotFound, Replayed } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { enterprisePersonHere } from "../person-here.ts";
import { endAccount } from "./end-account.ts";
import { generatedFileName } from "./file-names.ts";
import { filterHere } from "./map-filter.ts";
import { type AccountJob, loadAccountJob } from "./settings.ts";
import { tellRunEnded } from "./tell-run-ended.ts";

/** How often the queue delivers a message before the account is given up; it can be tried again by hand. */
const MOST_DELIVERIES = 4;

export interface AccountJobName {
  readonly reportId: string;
  readonly accountId: string;
}

/**
 * Starts one account's background task of a generated report, or looks whether the one that was started is over.
 * Killed anywhere and delivered again, it finds the task that it started and starts no second one.
 */
export async function runForAccount(
  services: Services,
  name: AccountJobName,
  deliveries: number,
): Promise<void> {
  const job = await loadAccountJob(services.control, name);
  if (!job || job.isForgotten || job.state === "done" || job.state === "failed") return;
  try {
    const ctx = await systemContext(services, name.accountId, name.reportId);
    if (job.state === "running" && job.taskId !== null) {
      // Its start may have been committed and never sent on.
      await relayOutbox(services, ctx);
      return await tellRunEnded(services, ctx, { reportId: job.reportId, taskId: job.taskId });
    }
    const { runId, taskId, fileName } = await startRunHere(services, ctx, job);
    await services.control.commit({
      statements: [
        statement(sql`update generated_report_accounts set state = 'running', task_id = ${taskId}, run_id = ${runId},
            file_name = ${fileName}, error = null, updated_at = ${services.house.now()}
          where report_id = ${job.reportId} and account_id = ${job.accountId} and attempt = ${job.attempt}
            and state = 'waiting'`),
      ],
    });
    await relayOutbox(services, ctx);
  } catch (error) {
    const words = whyNot(error, deliveries, job.reportId);
    if (words === null) throw error;
    if (!isForeseen(error)) logUnexpected(job.reportId, error);
    await endAccount(services, { ...name, attempt: job.attempt, state: "failed", error: words });
  }
}

/** @throws AppError saying why it cannot be run here */
async function startRunHere(services: Services, ctx: Context, job: AccountJob) {
  const person = await enterprisePersonHere(services.control, ctx, job.userId);
  if (!person) {
    throw new Forbidden("no_longer_granted", "Whoever asked for this may no longer enter the account.");
  }
  const report = findReport(job.code);
  if (!report) throw new NotFound("report");
  const own = { ...ctx, actor: person };
  requireRight(own, "reports", "view");
  requireRight(own, report.right, "view");
  const filter = await filterHere((queries) => ctx.database.read(queries), report, job.settings);
  const fileName = generatedFileName({
    label: job.settings.labels[job.accountId] ?? ctx.account.displayName,
    ...{ report, filter, on: today(ctx), createdAt: job.createdAt, timeZone: ctx.account.timeZone },
  });
  const started: Context = {
    ...ctx,
    actor: { kind: "system", name: "Chalkline", onBehalfOf: { id: person.id, name: person.name } },
    idempotency: { key: `${job.reportId}:${job.attempt}`, fingerprint: job.code },
  };
  const change = new Change(started, {
    action: "reports.run",
    summary: `Ran the report ${report.code} ${report.title}, as in all accounts of the enterprise`,
    right: report.right,
  });
  const generated = { reportId: job.reportId, isForAdmins: job.isForAdmins, fileName };
  const run = { report, filter, staffId: job.userId, reach: reachKey(own, report.right), scheduleId: null };
  const ids = addRun(started, change, { ...run, generated });
  try {
    await commit(started, change, ids);
    return { ...ids, fileName };
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    return { ...(error.outcome as typeof ids), fileName };
  }
}

function isForeseen(error: unknown): boolean {
  return error instanceof AppError || error instanceof DatabaseUnavailable || isShut(error);
}

function isShut(error: unknown): boolean {
  return (
    error instanceof AccountSuspended || error instanceof AccountClosed || error instanceof AccountUnknown
  );
}

/** What is shown beside the account; null when it is worth another try by itself. */
function whyNot(error: unknown, deliveries: number, jobId: string): string | null {
  if (error instanceof AppError) return error.message;
  if (isShut(error)) return "The account is suspended or closed.";
  if (deliveries < MOST_DELIVERIES) return null;
  if (error instanceof DatabaseUnavailable)
    return "The account's database did not answer. Try again in a few minutes.";
  if (error instanceof AccountMigrating) return "The account is being updated. Try again in a few minutes.";
  return `Something went wrong on our side. If you tell us about it, give us this number: ${jobId}`;
}
