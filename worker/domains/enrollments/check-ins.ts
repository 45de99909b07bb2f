import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { FOREVER } from "../../../tenant-schema/openings.ts";
import { type Context, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { CheckIn, EnrollmentRow } from "./shapes.ts";

type StoredCheckIn = CheckIn & { readonly enrollmentId: string };

/** Whether the school checks in on the Enrollments page; read along with its rows. */
export const isCheckInMode = flag(
  sql`coalesce((select value ->> 'isCheckInMode' from settings where id = 'attendance'), 0)`,
);

/**
 * The rows with today's meetings and marks. It takes a trip of its own, after the rows have said that the school checks
 * in: few schools do, and even an unused statement of this size would make every list of all others slower by a tenth.
 */
export async function withCheckIns(ctx: Context, rows: readonly EnrollmentRow[]): Promise<EnrollmentRow[]> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const found = await read(ctx, { checkIns: checkInsQuery(ctx, sql`select value from json_each(${ids})`) });
  const byEnrollment = Map.groupBy(found.checkIns, ({ enrollmentId }) => enrollmentId);
  return rows.map((row) => ({ ...row, checkIns: (byEnrollment.get(row.id) ?? []).map(checkInOf) }));
}

function checkInsQuery(ctx: Context, ids: SQL): Query<StoredCheckIn> {
  const on = today(ctx);
  const theirClasses = sql`c.id in (select class_id from enrollments where id in (${ids}))`;
  return select(
    {
      enrollmentId: sql<string>`e.id`,
      slotId: sql<string>`m.slot_id`,
      startMinute: sql<number>`m.start_minute`,
      status: sql<CheckIn["status"]>`coalesce(a.status, 'none')`,
      version: sql<number>`coalesce(a.version, 0)`,
    },
    sql`from ${meetings({ from: on, to: on, where: theirClasses })} m
      cross join enrollments e on e.class_id = m.class_id and coalesce(e.ends_on, ${FOREVER}) >= m.meets_on
        and e.starts_on <= m.meets_on and e.deleted_at is null and e.kind <> 'wait'
        and (e.slot_ids is null or instr(e.slot_ids, m.slot_id) > 0)
      left join attendance a on a.id = 'att:' || e.student_id || ':' || m.slot_id || ':' || m.meets_on
      where m.is_cancelled = 0 and m.closure is null and e.id in (${ids}) order by m.start_minute`,
  );
}

function checkInOf({ enrollmentId: _id, ...checkIn }: StoredCheckIn): CheckIn {
  return checkIn;
}
