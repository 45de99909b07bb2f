import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { changes, tallies } from "../../../tenant-schema/foundation.ts";
import { actorId, type Context, may } from "../../kernel/context.ts";
import { RIGHTS, type Right } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";

export interface Welcome {
  readonly families: {
    readonly total: number;
    readonly active: number;
    readonly inactive: number;
    readonly suspended: number;
    readonly review: number;
  } | null;
  readonly students: { readonly total: number; readonly active: number } | null;
  readonly recentChanges: readonly {
    readonly id: string;
    readonly at: number;
    readonly actorName: string;
    readonly action: string;
    readonly summary: string;
  }[];
}

const RECENT_SHOWN = 8;
/** Acts looked at to find those the actor may see. */
const RECENT_SCANNED = 60;

/**
 * The first page after signing in: sizes from the tallies and the latest acts, in one round trip. Who came and went is
 * in the audit log; here it would hide what was done.
 */
export async function getWelcome(ctx: Context): Promise<Welcome> {
  const { id, at, actorName, action, summary } = changes;
  const found = await read(ctx, {
    tallies: select({ name: tallies.name, value: tallies.value }, sql`from ${tallies}`),
    recent: select(
      { id, at, actorName, action, summary },
      sql`from (select * from changes order by id desc limit ${RECENT_SCANNED}) as changes
        where ${visibleTo(ctx)} and ${action} not like 'sessions.%' order by ${id} desc limit ${RECENT_SHOWN}`,
    ),
  });
  const tally = (name: string) => found.tallies.find((row) => row.name === name)?.value ?? 0;
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
    recentChanges: found.recent,
  };
}

/** One's own acts, and those that took a right one has oneself; with the audit log, all. */
function visibleTo(ctx: Context): SQL {
  if (may(ctx, "audit", "view")) return sql`true`;
  const held = (Object.keys(RIGHTS) as Right[]).filter((right) => may(ctx, right, "view"));
  return sql`(${changes.actorId} = ${actorId(ctx.actor)}
    or ${changes.rightKey} in (select value from json_each(${JSON.stringify(held)})))`;
}
