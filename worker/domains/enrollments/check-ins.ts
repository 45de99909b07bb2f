import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { FOREVER } from "../../../tenant-schema/openings.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { CheckIn, EnrollmentRow } from "./shapes.ts";

type StoredCheckIn = CheckIn & { readonly enrollmentId: string };

/** Today's meetings of some enrollments and their marks, where the school checks in on the Enrollments page. */
export function checkInsQuery(ctx: Context, ids: SQL): Query<StoredCheckIn> {
  const on = today(ctx);
  const isOn = sql`(select value ->> 'isCheckInMode' from settings where id = 'attendance') = 1`;
  return select(
    {
      enrollmentId: sql<string>`e.id`,
      slotId: sql<string>`m.slot_id`,
      startMinute: sql<number>`m.start_minute`,
      status: sql<CheckIn["status"]>`coalesce(a.status, 'none')`,
      version: sql<number>`coalesce(a.version, 0)`,
    },
    sql`from ${meetings({ from: on, to: on, where: isOn })} m
      cross join enrollments e on e.class_id = m.class_id and coalesce(e.ends_on, ${FOREVER}) >= m.meets_on
        and e.starts_on <= m.meets_on and e.deleted_at is null and e.kind <> 'wait'
        and (e.slot_ids is null or instr(e.slot_ids, m.slot_id) > 0)
      left join attendance a on a.id = 'att:' || e.student_id || ':' || m.slot_id || ':' || m.meets_on
      where m.is_cancelled = 0 and m.closure is null and e.id in (${ids}) order by m.start_minute`,
  );
}

export function checkInsOf(row: EnrollmentRow, found: readonly StoredCheckIn[]): EnrollmentRow {
  const own = found.filter((one) => one.enrollmentId === row.id);
  return own.length === 0 ? row : { ...row, checkIns: own.map(({ enrollmentId: _id, ...rest }) => rest) };
}
