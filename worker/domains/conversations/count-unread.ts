import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";

/** How many conversations wait to be read, for the badge on every page. */
export async function countUnread(ctx: Context): Promise<{ unread: number }> {
  requireRight(ctx, "sms_logs", "view");
  const { found } = await read(ctx, {
    found: select({ unread: sql<number>`value` }, sql`from tallies where name = 'conversations.unread'`),
  });
  return { unread: found[0]?.unread ?? 0 };
}
