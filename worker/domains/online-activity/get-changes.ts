import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { activityRows, activityScope, OPEN_STATES } from "./activity-rows.ts";
import type { ActivityChanges } from "./schemas.ts";

const MAX_CHANGES = 100;

/** What changed after a number, in the order of the changes, and how much waits: the footer's badge. */
export async function getChanges(ctx: Context, after: number): Promise<ActivityChanges> {
  requireRight(ctx, "online_activity", "view");
  const { rows, figures } = await read(ctx, {
    rows: activityRows(
      sql`a.number > ${after} and ${activityScope(ctx, "view")} order by a.number limit ${MAX_CHANGES + 1}`,
    ),
    figures: select(
      {
        number: sql<number>`(select value from counters where name = 'activity_number')`,
        open: sql<number>`(select count(*) from living_activity_items a
          where a.state in ${OPEN_STATES} and ${activityScope(ctx, "view")})`,
      },
      sql``,
    ),
  });
  const hasMore = rows.length > MAX_CHANGES;
  return { rows: rows.slice(0, MAX_CHANGES), hasMore, ...figures[0]! };
}
