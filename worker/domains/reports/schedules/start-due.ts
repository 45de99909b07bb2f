import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../../control-plane/query.ts";
import { reportSchedules } from "../../../../tenant-schema/reports.ts";
import { Change } from "../../../kernel/change.ts";
import { commit } from "../../../kernel/commit.ts";
import type { Context, SystemActor } from "../../../kernel/context.ts";
import { today } from "../../../kernel/context.ts";
import { Conflict } from "../../../kernel/errors.ts";
import { findReport, mayRun } from "../catalog.ts";
import { reachKey } from "../reach.ts";
import { scopeOfPerson } from "../report-scope.ts";
import { addRun } from "../runs/add-run.ts";
import { nextDue } from "./next-due.ts";
import { type StoredSchedule, wakesAt } from "./schedule-rows.ts";

const AT_ONCE = 50;

/**
 * Starts the reports whose time has come. The batch that starts one also moves its schedule on from the version that was
 * read, so that two runners start it once. Times that nobody was there for are not made up for.
 */
export async function startDueReports(ctx: Context<SystemActor>): Promise<number> {
  const { due } = await ctx.database.read({
    due: select(
      allColumns(reportSchedules),
      sql`from ${reportSchedules} where ${reportSchedules.dueAt} <= ${ctx.nowMs} and ${reportSchedules.dueAt} is not null
        and ${reportSchedules.deletedAt} is null order by ${reportSchedules.dueAt} limit ${AT_ONCE}`,
    ),
  });
  let started = 0;
  for (const schedule of due) if (await startOne(ctx, schedule)) started += 1;
  return started;
}

async function startOne(ctx: Context<SystemActor>, schedule: StoredSchedule): Promise<boolean> {
  const scope = await scopeOfPerson(ctx, schedule.staffId, today(ctx));
  const report = findReport(schedule.code);
  const mayStill = scope !== null && report !== undefined && mayRun(scope.ctx, report);
  const owner = scope && { id: schedule.staffId, name: scope.ctx.actor.name };
  const own: Context<SystemActor> = { ...ctx, actor: { ...ctx.actor, onBehalfOf: owner } };
  const change = new Change(own, {
    action: mayStill ? "report_schedules.run" : "report_schedules.stop",
    summary: mayStill
      ? `Ran the scheduled report ${report.code} ${report.title}`
      : `Paused the schedule of ${schedule.code}: its owner may no longer run it`,
    right: "reports",
  });
  const dueAt = mayStill ? nextDue(schedule, ctx.nowMs, ctx.account.timeZone) : null;
  change.update("reportSchedules", schedule, { dueAt });
  if (mayStill && dueAt !== null) {
    const reach = reachKey(scope.ctx, report.right);
    const { filter, staffId, id: scheduleId } = schedule;
    addRun(own, change, { report, filter, staffId, reach, scheduleId });
    wakesAt(change, dueAt);
  }
  try {
    await commit(own, change);
    ctx.progress.effectsCommitted ||= own.progress.effectsCommitted;
    return mayStill;
  } catch (error) {
    if (error instanceof Conflict && error.code === "changed_meanwhile") return false;
    throw error;
  }
}
