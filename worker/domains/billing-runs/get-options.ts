import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { RunOptions } from "./shapes.ts";

/** What the forms of the transactions offer: places one may bill for, categories that have not expired. */
export async function getRunOptions(ctx: Context): Promise<RunOptions> {
  requireRight(ctx, "transactions", "view");
  const day = today(ctx);
  const { locations, ...lists } = await read(ctx, {
    locations: named(sql`from locations where deleted_at is null order by name`),
    programs: named(sql`from programs where deleted_at is null order by position, name`),
    schedules: named(sql`from billing_schedules where deleted_at is null order by position, name`),
    categories: named(sql`from charge_categories where deleted_at is null
      and (expires_on is null or expires_on >= ${day}) order by position, name`),
    dropReasons: select(
      { id: sql<string>`id`, name: sql<string>`label` },
      sql`from list_items where kind = 'drop_reason' and deleted_at is null order by position, label`,
    ),
    keywords: select(
      { id: sql<string>`id`, name: sql<string>`label` },
      sql`from keywords where kind = 'family' and deleted_at is null order by label collate nocase`,
    ),
    fees: named(sql`from anniversary_fees where deleted_at is null order by name`),
  });
  const within = locations.filter(({ id }) => may(ctx, "transactions", "full", id));
  return { today: day, locations: within, ...lists };
}

function named(tail: SQL): Query<{ id: string; name: string }> {
  return select({ id: sql<string>`id`, name: sql<string>`name` }, tail);
}
