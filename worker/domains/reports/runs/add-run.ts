import { sql } from "drizzle-orm";
import { newId } from "../../../../tenant-schema/ids.ts";
import { reportRuns } from "../../../../tenant-schema/reports.ts";
import { startTask } from "../../../jobs/task.ts";
import type { Change } from "../../../kernel/change.ts";
import { type Context, today } from "../../../kernel/context.ts";
import type { Report } from "../definition.ts";
import { type GeneratedRun, KEPT_MS, type RunState } from "./run-rows.ts";

export const REPORT_TASK = "report";

export interface NewRun {
  readonly report: Report;
  /** As it was asked for, so that a span such as last month moves on when it is run again. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly staffId: string;
  readonly reach: string;
  readonly scheduleId: string | null;
  readonly generated?: GeneratedRun;
}

/** Adds a run and the task that makes it to a change. */
export function addRun(ctx: Context, change: Change, run: NewRun): { runId: string; taskId: string } {
  const { report, filter, staffId, reach, scheduleId, generated } = run;
  const runId = newId("reportRun", ctx.nowMs);
  const taskId = startTask(ctx, change, {
    kind: REPORT_TASK,
    title: `${report.title} (${report.code})`,
    input: { runId },
    total: null,
    ...(generated ? { tells: generated.reportId } : {}),
  });
  const state: RunState = {
    ...{ segments: [], next: null, isRead: false, totals: {}, reach },
    ...(generated ? { generated } : {}),
  };
  change.also(sql`insert into ${reportRuns}
    (id, code, filter, staff_id, task_id, schedule_id, run_on, state, expires_at, created_at)
    values (${runId}, ${report.code}, ${JSON.stringify(filter)}, ${staffId}, ${taskId}, ${scheduleId}, ${today(ctx)},
      ${JSON.stringify(state)}, ${ctx.nowMs + KEPT_MS}, ${ctx.nowMs})`);
  return { runId, taskId };
}
