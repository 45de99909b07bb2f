import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { changes } from "../../../tenant-schema/foundation.ts";
import { actorId, type Context, may } from "../../kernel/context.ts";
import { RIGHTS, type Right } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import type { Welcome } from "./shapes.ts";
import { weekOf, weekQueries } from "./week.ts";

const RECENT_SHOWN = 8;
/** Acts looked at to find those the actor may see. */
const RECENT_SCANNED = 60;

/**
 * The first page after signing in: sizes from the tallies, the school's week, and the latest acts, in one round trip. Who came and went is
 * in the audit log; here it would hide what was done.
 */
export async function getWelcome(ctx: Context): Promise<Welcome> {
  const { id, at, actorName, action, summary } = changes;
  const { recent, ...week } = await read(ctx, {
    ...weekQueries(ctx),
    // What is limited inside comes in its order: saying it again outside would read and sort all that are scanned.
    recent: select(
      { id, at, actorName, action, summary },
      sql`from (select * from changes order by id desc limit ${RECENT_SCANNED}) as changes
        where ${visibleTo(ctx)} and ${action} not like 'sessions.%' limit ${RECENT_SHOWN}`,
    ),
  });
  const tally = (name: string) => week.figures[0]!.tallies[name] ?? 0;
  const families = {
    total: tally("families"),
    active: tally("families.active"),
    inactive: tally("families") - tally("families.active"),
    suspended: tally("families.suspended"),
    review: tally("families.review"),
  };
  return {
    families: may(ctx, "families", "view") ? families : null,
    students: may(ctx, "students", "view")
      ? { total: tally("students"), active: tally("students.active") }
      : null,
    week: weekOf(ctx, week),
    recentChanges: recent,
  };
}

/** One's own acts, and those that took a right one has oneself; with the audit log, all. */
function visibleTo(ctx: Context): SQL {
  if (may(ctx, "audit", "view")) return sql`true`;
  const held = (Object.keys(RIGHTS) as Right[]).filter((right) => may(ctx, right, "view"));
  return sql`(${changes.actorId} = ${actorId(ctx.actor)}
    or ${changes.rightKey} in (select value from json_each(${JSON.stringify(held)})))`;
}
