import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Query, select } from "../../../control-plane/query.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { GENERATED_CODES } from "../../enterprise/generated-reports/schemas.ts";
import { type Context, requireRight, type StaffActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { findReport, mayRun, REPORTS } from "./catalog.ts";
import type { Report } from "./definition.ts";
import { presetOf, presetsQuery } from "./presets/preset-rows.ts";
import { runFields, runsWithTasks, statusOf } from "./runs/load-run.ts";
import { scheduleOf, schedulesQuery } from "./schedules/schedule-rows.ts";
import type { RecordKind, ReportOption, ReportRunBrief, ReportSummary, ReportsPage } from "./shapes.ts";

const LATEST = 12;

/** The Reports page in one round trip: what one may run, and what one keeps of it. */
export async function listReports(ctx: Context<StaffActor>): Promise<ReportsPage> {
  requireRight(ctx, "reports", "view");
  const { favorites, presets, schedules, runs, me, ...options } = await read(ctx, {
    favorites: select(
      { code: sql<string>`code` },
      sql`from report_favorites where staff_id = ${ctx.actor.id}`,
    ),
    presets: presetsQuery(ctx.actor.id),
    schedules: schedulesQuery(ctx.actor.id),
    runs: select(
      runFields(),
      sql`${runsWithTasks} where report_runs.staff_id = ${ctx.actor.id} order by report_runs.id desc limit ${LATEST}`,
    ),
    me: select({ email: staff.email }, sql`from ${staff} where ${staff.id} = ${ctx.actor.id}`),
    ...optionQueries(),
  });
  const open = REPORTS.filter((report) => mayRun(ctx, report));
  const codes = new Set(open.map(({ code }) => code));
  const starred = new Set(favorites.map(({ code }) => code));
  return {
    reports: open.map((report) => summaryOf(ctx, report, starred.has(report.code))),
    presets: presets.filter(({ code }) => codes.has(code)).map((row) => presetOf(row, ctx.actor.id)),
    schedules: schedules.filter(({ code }) => codes.has(code)).map(scheduleOf),
    latest: runs.flatMap((run): ReportRunBrief[] => {
      const report = findReport(run.code);
      if (!report || !codes.has(run.code)) return [];
      const { id, code, createdAt, ownerName, done, rowCount } = run;
      const status = statusOf(run, run.taskStatus, ctx.nowMs);
      return [
        { id, code, title: report.title, status, rowCount: Math.max(rowCount, done), createdAt, ownerName },
      ];
    }),
    options,
    mailTo: me[0]?.email ?? null,
  };
}

function summaryOf(ctx: Context<StaffActor>, report: Report, isFavorite: boolean): ReportSummary {
  const { code, title, about, area, fields } = report;
  const defaults = z.safeParse(report.filter, {});
  return {
    ...{ code, title, about, area, fields, isFavorite },
    canGenerate: ctx.actor.enterprise !== null && GENERATED_CODES.includes(code),
    defaults: defaults.success ? (defaults.data as Record<string, unknown>) : {},
  };
}

/** What filters choose from; names only, since every report itself looks no further than the person's right. */
function optionQueries(): Record<RecordKind, Query<ReportOption>> {
  const list = (tail: SQL, name: SQL = sql`name`) =>
    select({ id: sql<string>`id`, name: sql<string>`${name}` }, sql`from ${tail}`);
  return {
    location: list(sql`living_locations order by position, name`),
    program: list(sql`programs where deleted_at is null order by position, name`),
    level: list(sql`levels where deleted_at is null order by position, name`),
    instructor: list(
      sql`living_staff where is_active = 1 order by sort_name, id`,
      sql`first_name || ' ' || last_name`,
    ),
    category: list(sql`charge_categories where deleted_at is null order by position, name`),
    dropReason: list(
      sql`list_items where kind = 'drop_reason' and deleted_at is null order by position, label`,
      sql`label`,
    ),
  };
}
