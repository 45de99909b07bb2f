import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { beginWaitingRun } from "./begin-waiting-run.ts";

const AT_ONCE = 20;

/** Begins the runs whose wait is over. Their effects do the same on the minute; the row alone decides. */
export async function beginDueRuns(ctx: Context): Promise<number> {
  const { due } = await ctx.database.read({
    due: select(
      { id: sql<string>`id` },
      sql`from billing_runs where due_at <= ${ctx.nowMs} and due_at is not null and state = 'waiting'
        and deleted_at is null order by due_at limit ${AT_ONCE}`,
    ),
  });
  for (const { id } of due) await beginWaitingRun(ctx, id);
  return due.length;
}
