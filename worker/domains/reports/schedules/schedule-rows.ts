import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../../control-plane/query.ts";
import { reportSchedules } from "../../../../tenant-schema/reports.ts";
import type { Change } from "../../../kernel/change.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { read } from "../../../kernel/read.ts";
import { expectRow, livingById } from "../../../kernel/records.ts";
import { findReport } from "../catalog.ts";
import type { ReportSchedule } from "../shapes.ts";

/** The topic under which the outbox holds the next time of a schedule, so that the account is woken for it. */
export const SCHEDULED_REPORTS = "scheduled-reports";

export type StoredSchedule = typeof reportSchedules.$inferSelect;

export function schedulesQuery(staffId: string) {
  return select(
    allColumns(reportSchedules),
    sql`from ${reportSchedules} where ${reportSchedules.staffId} = ${staffId} and ${reportSchedules.deletedAt} is null
      order by ${reportSchedules.id}`,
  );
}

export function scheduleOf({
  id,
  version,
  code,
  filter,
  rhythm,
  day,
  minute,
  dueAt,
}: StoredSchedule): ReportSchedule {
  return { id, version, code, title: findReport(code)?.title ?? code, filter, rhythm, day, minute, dueAt };
}

/** @throws NotFound, Conflict */
export async function ownSchedule(
  ctx: Context<StaffActor>,
  id: string,
  version: number,
): Promise<StoredSchedule> {
  const { found } = await read(ctx, { found: livingById("reportSchedules", id) });
  const mine = found.filter((row) => row.staffId === ctx.actor.id);
  return expectRow(mine, "report schedule", version);
}

export function wakesAt(change: Change, dueAt: number): void {
  change.effect({ topic: SCHEDULED_REPORTS, payload: { dueAt }, notBeforeMs: dueAt });
}
