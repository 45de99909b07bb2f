import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { ClosureImpact, ClosureImpactQuery } from "./schemas.ts";

/**
 * The meetings that would not take place: those of the days and classes it reaches, without what is cancelled, moved
 * there on purpose, or closed by another closure already.
 */
export async function previewClosure(ctx: Context, asked: ClosureImpactQuery): Promise<ClosureImpact> {
  requireRight(ctx, "settings", "view");
  const { startsOn, endsOn, locationId, programId, classId, except } = asked;
  const reached = sql`m.is_cancelled = 0 and m.on_date = m.meets_on
    and (${locationId} is null or m.location_id = ${locationId})
    and (${programId} is null or m.program_id = ${programId}) and (${classId} is null or m.class_id = ${classId})
    and not exists (select 1 from closures other where other.deleted_at is null and other.id <> ${except ?? ""}
      and other.effect in ('closure', 'both') and other.ends_on >= m.meets_on and other.starts_on <= m.meets_on
      and (other.location_id is null or other.location_id = m.location_id)
      and (other.program_id is null or other.program_id = m.program_id)
      and (other.class_id is null or other.class_id = m.class_id))`;
  const { found } = await read(ctx, {
    found: select(
      {
        meetings: sql<number>`count(*)`,
        classes: sql<number>`count(distinct m.class_id)`,
        withAttendance: sql<number>`coalesce(sum(exists (select 1 from meeting_tallies t where t.meets_on = m.meets_on
          and t.slot_id = m.slot_id and t.present + t.absent + t.tardy > 0)), 0)`,
      },
      sql`from ${meetings({ from: startsOn, to: endsOn })} m where ${reached}`,
    ),
  });
  return found[0]!;
}
