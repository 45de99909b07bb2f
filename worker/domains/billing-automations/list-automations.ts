import { sql } from "drizzle-orm";
import { allColumns, json, select } from "../../../control-plane/query.ts";
import { billingAutomations } from "../../../tenant-schema/tuition.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { HOUR_MS, toldStaff } from "./automation-rows.ts";
import { latestOccurrence, nextOccurrence } from "./next-occurrence.ts";
import { type NextRunFilter, type RunTemplate, runOn } from "./schemas.ts";
import type { AutomationRow, AutomationsPage, LastRun, NextRun, UpcomingRun } from "./shapes.ts";

type StoredLastRun = Omit<LastRun, "hasFailed"> & { readonly hasFailed: 0 | 1 };

const living = select(
  {
    ...allColumns(billingAutomations),
    lastRun:
      json<StoredLastRun | null>(sql`(select json_object('id', r.id, 'title', r.title, 'state', r.state,
        'heldReason', r.held_reason, 'occurrenceOn', r.occurrence_on,
        'hasFailed', exists (select 1 from tasks t where t.id = r.task_id and t.status = 'failed'))
      from billing_runs r where r.automation_id = billing_automations.id and r.deleted_at is null
      order by r.occurrence_on desc limit 1)`),
  },
  sql`from billing_automations where deleted_at is null order by day_of_month, minute_of_day, id`,
);

/** What bills itself in the order of a month, with what became of the last time. @throws Forbidden */
export async function listAutomations(ctx: Context): Promise<AutomationsPage> {
  requireRight(ctx, "billing_setup", "view");
  const { found, staff } = await read(ctx, { found: living, staff: toldStaff() });
  const rows = found.map((row): AutomationRow => {
    const { id, version, name, kind, dayOfMonth, minuteOfDay, waitHours, changeLimitPercent } = row;
    const { notifyStaffIds, isActive, nextAt, lastRun } = row;
    return {
      ...{ id, version, name, kind, dayOfMonth, minuteOfDay, waitHours, changeLimitPercent, notifyStaffIds },
      ...{ isActive, nextAt, input: row.input as RunTemplate },
      beginsAt: nextAt === null ? null : nextAt + waitHours * HOUR_MS,
      lastRun: lastRun && { ...lastRun, hasFailed: lastRun.hasFailed === 1 },
    };
  });
  return { rows, staff };
}

/** When something would run next, on the clock of the school. @throws Forbidden */
export async function nextRun(ctx: Context, { waitHours, ...time }: NextRunFilter): Promise<NextRun> {
  requireRight(ctx, "billing_setup", "view");
  const { on, atMs } = nextOccurrence(time, ctx.nowMs, ctx.account.timeZone);
  return { nextAt: atMs, nextOn: on, beginsAt: atMs + waitHours * HOUR_MS };
}

/** What will prepare itself next, the soonest first, for those who look after the transactions. @throws Forbidden */
export async function listUpcoming(ctx: Context): Promise<{ rows: UpcomingRun[] }> {
  requireRight(ctx, "transactions", "view");
  const { timeZone, locale } = ctx.account;
  const { found } = await read(ctx, {
    found: select(
      allColumns(billingAutomations),
      sql`from billing_automations where next_at is not null and deleted_at is null order by next_at limit 20`,
    ),
  });
  const rows = found.map((row): UpcomingRun => {
    const { id, name, kind, waitHours } = row;
    const nextAt = row.nextAt!;
    const { title } = runOn(row.input as RunTemplate, latestOccurrence(row, nextAt, timeZone).on, locale);
    const beginsAt = nextAt + waitHours * HOUR_MS;
    return { id, name, kind, title: typeof title === "string" ? title : name, nextAt, beginsAt };
  });
  return { rows };
}
