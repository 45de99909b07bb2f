import { sql } from "drizzle-orm";
import { type Query, type RowOf, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { zoneClock } from "../meetings/meeting-time.ts";

const fields = {
  timeZone: sql<string>`l.time_zone`,
  onDate: sql<string>`m.on_date`,
  startMinute: sql<number>`m.start_minute`,
  durationMinutes: sql<number>`m.duration_minutes`,
};

/** The first meeting of a class that is held on a day. */
export function firstHeld(classId: string, onDate: string): Query<RowOf<typeof fields>> {
  return select(
    fields,
    sql`from ${meetings({ from: onDate, to: onDate, where: sql`c.id = ${classId}` })} m
      join locations l on l.id = m.location_id
      where m.is_cancelled = 0 and m.closure is null order by m.start_minute limit 1`,
  );
}

/** Who books for themselves does so before the class begins; staff may note afterwards who came. */
export function hasBegun(rows: readonly RowOf<typeof fields>[], nowMs: number): boolean {
  return rows.some((row) => zoneClock(row.timeZone).instants(row).startsAtMs <= nowMs);
}
