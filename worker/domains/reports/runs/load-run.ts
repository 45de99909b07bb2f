import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../../control-plane/query.ts";
import { tasks } from "../../../../tenant-schema/foundation.ts";
import { reportRuns } from "../../../../tenant-schema/reports.ts";
import { type Context, may, type StaffActor } from "../../../kernel/context.ts";
import { NotFound, Precondition } from "../../../kernel/errors.ts";
import { read } from "../../../kernel/read.ts";
import { findReport, mayRun } from "../catalog.ts";
import type { Report } from "../definition.ts";
import { reachesAll, reachKey } from "../reach.ts";
import type { ReportRunBrief } from "../shapes.ts";
import { type StoredRun, stateOf } from "./run-rows.ts";

export interface LoadedRun {
  readonly run: StoredRun;
  readonly report: Report;
  readonly ownerName: string;
  readonly status: ReportRunBrief["status"];
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
}

/** The columns of a run with those of its task, aliased `t`. */
export function runFields() {
  return {
    ...allColumns(reportRuns),
    taskStatus: sql<"queued" | "running" | "done" | "failed" | "cancelled">`t.status`,
    ownerName: sql<string>`t.actor_name`,
    done: sql<number>`t.done`,
    total: sql<number | null>`t.total`,
    error: sql<string | null>`t.error`,
  };
}

export const runsWithTasks = sql`from ${reportRuns} join ${tasks} t on t.id = ${reportRuns.taskId}`;

export function statusOf(run: Pick<StoredRun, "expiresAt">, status: ReportRunBrief["status"], nowMs: number) {
  return status === "done" && run.expiresAt <= nowMs ? "expired" : status;
}

/**
 * One's own run, or that of somebody else for whoever sees all tasks. A right that reaches less than it did then, or
 * that never reached as far as the other person's, shows nothing. @throws NotFound
 */
export async function loadRun(ctx: Context<StaffActor>, id: string): Promise<LoadedRun> {
  const { found } = await read(ctx, {
    found: select(runFields(), sql`${runsWithTasks} where ${reportRuns.id} = ${id}`),
  });
  const row = found[0];
  const report = row && findReport(row.code);
  if (!row || !report || !mayRun(ctx, report) || !inReach(ctx, row, report))
    throw new NotFound("report result");
  const { taskStatus, ownerName, done, total, error, ...run } = row;
  return { run, report, ownerName, done, total, error, status: statusOf(run, taskStatus, ctx.nowMs) };
}

function inReach(ctx: Context<StaffActor>, run: StoredRun, { right }: Report): boolean {
  const isOwn = run.staffId === ctx.actor.id;
  const { generated } = stateOf(run);
  const visitor = ctx.actor.enterprise;
  // A colleague opens what was run everywhere without being shown everybody's tasks; what Admins ran, Admins only.
  if (generated && visitor)
    return (visitor.level === "admin" || !generated.isForAdmins) && reachesAll(ctx, right);
  if (!isOwn && !may(ctx, "all_tasks", "view")) return false;
  return reachesAll(ctx, right) || (isOwn && reachKey(ctx, right) === stateOf(run).reach);
}

/** @throws Precondition while there is nothing to look at, or no longer */
export function requireResult({ status, error }: LoadedRun): void {
  if (status === "done") return;
  const problems = {
    queued: "This report is not ready yet. Wait until it is done.",
    running: "This report is not ready yet. Wait until it is done.",
    failed: error ?? "This report could not be made. Run it again.",
    cancelled: "This report was cancelled. Run it again.",
    expired: "Results are kept for 30 days, and this one is older. Run it again with the same filters.",
  } as const;
  throw new Precondition(`report_${status}`, problems[status]);
}
