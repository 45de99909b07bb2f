import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { liveWait } from "../../../tenant-schema/places-kept.ts";

/** The place of an entry in its queue as it is now; no row when it waits no longer. */
export function positionQuery(entryId: string, nowMs: number): Query<{ position: number }> {
  return select(
    {
      position: sql<number>`(select count(*) from enrollments w where w.class_id = e.class_id and w.kind = 'wait'
        and w.deleted_at is null and w.wait_rank <= e.wait_rank and (w.wait_rank, w.id) <= (e.wait_rank, e.id)
        and ${liveWait(sql`w`, nowMs)})`,
    },
    sql`from enrollments e where e.id = ${entryId} and e.kind = 'wait' and e.deleted_at is null
      and ${liveWait(sql`e`, nowMs)}`,
  );
}
