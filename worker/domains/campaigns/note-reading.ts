import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";

/** Somebody opened a mail; who followed a link has opened it too. */
export async function noteOpened(ctx: Context<SystemActor>, recipientId: string): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update campaign_recipients set state = 'opened', changed_at = ${ctx.nowMs}
        where id = ${recipientId} and state in ('sent', 'delivered', 'unknown')`),
    ],
  });
}

/** Where a link of a mail leads, counted; null when the mail has no such link. */
export async function followLink(
  ctx: Context<SystemActor>,
  recipientId: string,
  position: number,
): Promise<string | null> {
  const { found } = await ctx.database.read({
    found: select(
      { url: sql<string>`l.url`, campaignId: sql<string>`l.campaign_id` },
      sql`from campaign_recipients r join campaign_links l on l.campaign_id = r.campaign_id
        and l.position = cast(${position} as integer) where r.id = ${recipientId}`,
    ),
  });
  const link = found[0];
  if (!link) return null;
  await ctx.database.commit({
    statements: [
      statement(sql`update campaign_links set clicks = clicks + 1
        where campaign_id = ${link.campaignId} and position = cast(${position} as integer)`),
      statement(sql`update campaign_recipients set state = 'clicked', changed_at = ${ctx.nowMs}
        where id = ${recipientId} and state in ('sent', 'delivered', 'opened', 'unknown')`),
    ],
  });
  return link.url;
}
