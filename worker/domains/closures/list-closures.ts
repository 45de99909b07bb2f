import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { closures } from "../../../tenant-schema/schedule.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { ClosureRow, ClosureTargets } from "./schemas.ts";

/** How far back the list goes; older ones still say why nothing met, in the calendar. */
const SHOWN_DAYS = 400;
const MAX_CLASSES = 1_000;

/** The closures of the last year and all to come, in order of their days, and what a new one may be limited to. */
export async function listClosures(ctx: Context): Promise<{ rows: ClosureRow[]; targets: ClosureTargets }> {
  requireRight(ctx, "settings", "view");
  const day = today(ctx);
  const { id, version, name, startsOn, endsOn, effect, locationId, programId, classId, note } = closures;
  const named = { id: sql<string>`id`, name: sql<string>`name` };
  const found = await read(ctx, {
    rows: select(
      {
        ...{ id, version, name, startsOn, endsOn, effect, locationId, programId, classId, note },
        target: sql<string | null>`coalesce((select l.name from locations l where l.id = ${locationId}),
          (select p.name from programs p where p.id = ${programId}), (select c.name from classes c where c.id = ${classId}))`,
      },
      sql`from ${closures} where ${closures.deletedAt} is null and ${closures.endsOn} >= ${addDays(day, -SHOWN_DAYS)}
        order by ${closures.startsOn}, ${closures.name}, ${closures.id}`,
    ),
    locations: select(named, sql`from living_locations order by position, name`),
    programs: select(named, sql`from living_programs where is_financial_only = 0 order by position, name`),
    classes: select(
      named,
      sql`from classes where deleted_at is null and is_archived = 0 order by sort_name, id limit ${MAX_CLASSES}`,
    ),
  });
  const { rows, ...targets } = found;
  return { rows, targets };
}
