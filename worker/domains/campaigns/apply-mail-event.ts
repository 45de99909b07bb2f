import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { suppressBounced } from "../mail-log/log-mail.ts";

export interface MailEvent {
  readonly kind: "delivered" | "bounced" | "complained";
  readonly reason: string | null;
}

/** What the provider tells of one mail, in whatever order it comes; a bounce or a complaint suppresses the address. */
export async function applyMailEvent(
  ctx: Context<SystemActor>,
  recipientId: string,
  { kind, reason }: MailEvent,
): Promise<void> {
  const state = kind === "delivered" ? "delivered" : "bounced";
  const from =
    kind === "delivered"
      ? sql`state in ('sent', 'unknown', 'sending')`
      : kind === "bounced"
        ? sql`state in ('sent', 'delivered', 'unknown', 'sending')`
        : sql`false`;
  const { found } = await ctx.database.read({
    found: select(
      { address: sql<string>`address`, campaignId: sql<string>`campaign_id` },
      sql`from campaign_recipients where id = ${recipientId}`,
    ),
  });
  const recipient = found[0];
  if (!recipient) return;
  await ctx.database.commit({
    statements: [
      statement(sql`update campaign_recipients set state = ${state}, why = ${reason}, changed_at = ${ctx.nowMs}
        where id = ${recipientId} and ${from}`),
    ],
  });
  if (kind === "delivered") return;
  await suppressBounced(ctx, recipient.address, kind, recipient.campaignId);
}
