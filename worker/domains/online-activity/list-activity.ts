import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { counters } from "../../../tenant-schema/foundation.ts";
import { type Context, requireRight, type StaffActor } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { activityRows, activityScope, OPEN_STATES } from "./activity-rows.ts";
import type { ActivityFilter, ActivityRow } from "./schemas.ts";

export interface ActivityPage extends Page<ActivityRow> {
  /** Up to here the page knows everything; what comes later is asked for after it. */
  readonly number: number;
}

/** What waits longest comes first; what is over begins with what was decided last. */
export async function listActivity(ctx: Context<StaffActor>, filter: ActivityFilter): Promise<ActivityPage> {
  requireRight(ctx, "online_activity", "view");
  const isOldestFirst = filter.state === "open";
  const order = isOldestFirst ? sql`asc` : sql`desc`;
  const { rows, counter } = await read(ctx, {
    rows: activityRows(
      sql`${conditionOf(ctx, filter)} and ${after(filter.cursor, isOldestFirst)}
        order by a.happened_at ${order}, a.id ${order} limit ${PAGE_SIZE + 1}`,
    ),
    counter: select(
      { number: counters.value },
      sql`from ${counters} where ${counters.name} = 'activity_number'`,
    ),
  });
  const page = pageOf(rows, PAGE_SIZE, (row) => [String(row.happenedAt), row.id], null);
  return { ...page, number: counter[0]!.number };
}

function conditionOf(ctx: Context<StaffActor>, filter: ActivityFilter): SQL {
  const parts = [activityScope(ctx, "view")];
  if (filter.state === "open") parts.push(sql`a.state in ${OPEN_STATES}`);
  if (filter.state === "closed") parts.push(sql`a.state not in ${OPEN_STATES}`);
  if (filter.nature) parts.push(sql`a.nature = ${filter.nature}`);
  if (filter.kind) parts.push(sql`a.kind = ${filter.kind}`);
  if (filter.family) parts.push(sql`a.family_id = ${filter.family}`);
  if (filter.mine) parts.push(sql`a.claimed_by = ${ctx.actor.id}`);
  if (filter.q) parts.push(sql`(${holds(sql`f.name`, filter.q)} or ${holds(sql`a.summary`, filter.q)})`);
  return sql.join(parts, sql` and `);
}

/** Among at most 90 days of items; a search index for them would cost every write more than this read. */
function holds(column: SQL, text: string): SQL {
  return sql`instr(lower(${column}), ${text.toLowerCase()}) > 0`;
}

function after(cursor: string | undefined, isOldestFirst: boolean): SQL {
  if (cursor === undefined) return sql`true`;
  const [at, id] = decodeCursor(cursor, 2) as [string, string];
  const key = sql`(a.happened_at, a.id)`;
  const last = sql`(cast(${at} as integer), ${id})`;
  return isOldestFirst ? sql`${key} > ${last}` : sql`${key} < ${last}`;
}
