import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { serveWaitlist } from "./serve-waitlist.ts";

/**
 * Serves every class in which somebody waits for what is free: whatever freed the place, a new day, an
 * offer that ran out, a larger class. Until it ran the place is kept all the same, since those who wait claim it.
 */
export async function serveQueues(ctx: Context): Promise<number> {
  const { classes } = await ctx.database.read({
    classes: select(
      { id: sql<string>`w.class_id` },
      sql`from enrollments w where w.kind = 'wait' and w.deleted_at is null and w.wait_state = 'queued'
        group by w.class_id`,
    ),
  });
  let offered = 0;
  for (const { id } of classes) offered += await serveWaitlist(ctx, id);
  return offered;
}
