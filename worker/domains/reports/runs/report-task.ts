import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { ControlDatabase } from "../../../../control-plane/control-database.ts";
import { newId } from "../../../../tenant-schema/ids.ts";
import { reportRuns } from "../../../../tenant-schema/reports.ts";
import { advance, type RunningTask, type TaskProgress, type TaskStep } from "../../../jobs/task.ts";
import { Change } from "../../../kernel/change.ts";
import { commit } from "../../../kernel/commit.ts";
import { type Context, requireRight } from "../../../kernel/context.ts";
import { Forbidden, NotFound, Precondition } from "../../../kernel/errors.ts";
import type { FileStore } from "../../imports/page-store.ts";
import { findReport } from "../catalog.ts";
import type { Report, ReportScope } from "../definition.ts";
import { rowWords } from "../formats/words.ts";
import { reachKey } from "../reach.ts";
import { scopeOfPerson } from "../report-scope.ts";
import { REPORT_MAIL } from "../schedules/report-mail.ts";
import type { ReportLayout, ReportRow } from "../shapes.ts";
import { type RunState, runQuery, type StoredRun, segmentKey, stateOf } from "./run-rows.ts";

export interface ReportServices {
  readonly env: { readonly FILES: FileStore };
  readonly control: ControlDatabase;
}

interface StepSize {
  /** Rows of one query. */
  readonly page: number;
  /** Rows of one step, which is one object in the bucket: about 1 MB. */
  readonly step: number;
}

const taskInput = z.object({ runId: z.string() });

/**
 * Reads a report to its end, a bounded number of rows a step. Rows go into an object of their own first; the run names
 * it in the same batch that moves the task, so a step that died or lost a race leaves an object that nobody reads.
 */
export const reportTaskOf =
  (size: StepSize): TaskStep<ReportServices> =>
  async (ctx, task, services) => {
    const { runId } = taskInput.parse(task.input);
    const { found } = await ctx.database.read({ found: runQuery(runId) });
    const run = found[0];
    const report = run && findReport(run.code);
    if (!run || !report) throw new NotFound("report");
    const scope = await scopeFor(ctx, services.control, run, report);
    const filter = filterOf(report, run);
    const isFirst = task.cursor === 0;
    const bound = isFirst ? await report.begin(scope, filter) : run.bound;
    const layout = isFirst ? await report.layout(scope, filter, bound) : (run.layout as ReportLayout);
    const state = isFirst ? { ...stateOf(run), reach: reachKey(scope.ctx, report.right) } : stateOf(run);
    const read = await readRows(report, { scope, filter, bound, state, size });
    const segments = await stored(
      services.env.FILES,
      segmentKey(ctx.account.id, run.id, newId("file")),
      read.rows,
    );
    const next: RunState = {
      ...state,
      segments: [...state.segments, ...segments],
      next: read.next,
      isRead: read.next === null,
      totals: read.totals ?? state.totals,
    };
    return commitStep(ctx, task, { run, report, layout, bound, state: next, rows: read.rows.length });
  };

export const reportTask = reportTaskOf({ page: 1_000, step: 5_000 });

/** @throws Forbidden when the person has left or lost the right since */
async function scopeFor(
  ctx: Context,
  control: ControlDatabase,
  run: StoredRun,
  report: Report,
): Promise<ReportScope> {
  const scope = await scopeOfPerson(ctx, run.staffId, run.runOn, control);
  if (!scope) throw new Forbidden("person_gone", "Whoever asked for this report no longer works here.");
  requireRight(scope.ctx, "reports", "view");
  requireRight(scope.ctx, report.right, "view");
  return scope;
}

function filterOf(report: Report, run: StoredRun): unknown {
  const parsed = z.safeParse(report.filter, run.filter);
  if (parsed.success) return parsed.data;
  throw new Precondition(
    "filter_outdated",
    "The filters of this report have changed. Choose them again and run it anew.",
  );
}

interface Reading {
  readonly scope: ReportScope;
  readonly filter: unknown;
  readonly bound: unknown;
  readonly state: RunState;
  readonly size: StepSize;
}

async function readRows(report: Report, { scope, filter, bound, state, size }: Reading) {
  const rows: ReportRow[] = [];
  let after = state.next;
  for (;;) {
    const page = await report.page(scope, { filter, bound, after, limit: size.page });
    rows.push(...page.rows);
    if (page.next === null || rows.length >= size.step) return { rows, next: page.next, totals: page.totals };
    after = page.next;
  }
}

async function stored(
  store: FileStore,
  key: string,
  rows: readonly ReportRow[],
): Promise<RunState["segments"]> {
  if (rows.length === 0) return [];
  await store.put(key, JSON.stringify(rows), { httpMetadata: { contentType: "application/json" } });
  return [{ key, rows: rows.length }];
}

interface Step {
  readonly run: StoredRun;
  readonly report: Report;
  readonly layout: ReportLayout;
  readonly bound: unknown;
  readonly state: RunState;
  readonly rows: number;
}

async function commitStep(ctx: Context, task: RunningTask, step: Step): Promise<TaskProgress> {
  const { run, report, layout, bound, state, rows } = step;
  const done = task.done + rows;
  const words = rowWords(done, ctx.account.locale);
  const url = `/a/${ctx.account.urlName}/reports/runs/${run.id}`;
  const result = state.isRead ? { result: { text: words, url, runId: run.id } } : {};
  const progress: TaskProgress = { cursor: task.cursor + 1, done, total: null, ...result };
  const change = new Change(ctx, {
    action: state.isRead ? "reports.finish" : "reports.read",
    summary: `${report.code} ${report.title}: ${words}`,
    right: report.right,
    groupId: task.changeGroup,
  });
  const finishedAt = state.isRead ? ctx.nowMs : null;
  change.also(sql`update ${reportRuns} set state = ${JSON.stringify(state)}, layout = ${JSON.stringify(layout)},
    bound = ${JSON.stringify(bound ?? null)}, row_count = ${done}, started_at = coalesce(started_at, ${ctx.nowMs}),
    finished_at = ${finishedAt} where id = ${run.id}`);
  if (state.isRead && run.scheduleId !== null) {
    change.effect({ topic: REPORT_MAIL, payload: { runId: run.id }, notBeforeMs: ctx.nowMs });
  }
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}
