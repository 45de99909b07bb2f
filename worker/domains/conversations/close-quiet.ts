import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { conversations } from "../../../tenant-schema/conversations.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

/** Closes conversations in which nothing happened for as long as the school decided; what is unread stays. */
export async function closeQuiet(ctx: Context): Promise<number> {
  const { settings } = await ctx.database.read({ settings: messagingSettingsQuery() });
  const { closesAfterDays } = messagingSettingsOf(settings);
  if (closesAfterDays === 0) return 0;
  const before = ctx.nowMs - closesAfterDays * DAY_MS;
  const { quiet } = await ctx.database.read({
    quiet: select(
      allColumns(conversations),
      sql`from ${conversations} where state = 'open' and last_message_at < ${before} and deleted_at is null
        order by last_message_at limit ${AT_ONCE}`,
    ),
  });
  if (quiet.length === 0) return 0;
  const change = new Change(ctx, {
    action: "conversations.close_quiet",
    summary: `Closed ${quiet.length === 1 ? "a conversation" : `${quiet.length} conversations`} without news for ${closesAfterDays} days`,
    right: null,
  });
  for (const conversation of quiet) change.update("conversations", conversation, { state: "closed" });
  await commit(ctx, change);
  return quiet.length;
}
