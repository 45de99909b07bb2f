import { sql } from "drizzle-orm";
import { DatabaseUnavailable } from "../../../control-plane/database-errors.ts";
import { select, statement } from "../../../control-plane/query.ts";
import { reportFailure } from "../../jobs/report-failure.ts";
import type { Context } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { believe } from "./message-moves.ts";
import { textDeskOf } from "./text-desk.ts";

const AT_ONCE = 50;
const AGAIN_MS = 60 * 60_000;
/** A carrier that has said nothing by then says nothing any more: sent is the last that is known. */
const GIVE_UP_MS = 3 * 24 * 60 * 60_000;

/** Asks after texts that left and whose end nobody told: their callback was lost. */
export async function settleTexts(services: Services, ctx: Context): Promise<void> {
  const { due } = await ctx.database.read({
    due: select(
      {
        id: sql<string>`id`,
        providerId: sql<string>`provider_id`,
        sentAt: sql<number>`coalesce(sent_at, created_at)`,
      },
      sql`from messages where due_at <= ${ctx.nowMs} and status = 'sent' and provider_id is not null
        order by due_at limit ${AT_ONCE}`,
    ),
  });
  if (due.length === 0) return;
  const open = await textDeskOf(services, ctx).open();
  for (const { id, providerId, sentAt } of due) {
    const isOver = open === null || ctx.nowMs - sentAt > GIVE_UP_MS;
    await putOff(ctx, id, isOver ? null : ctx.nowMs + AGAIN_MS);
    if (open === null) continue;
    try {
      const answer = await open.provider.read(providerId);
      if (answer.outcome === "found")
        await ctx.database.commit({ statements: believe(ctx, id, { ...answer.text, providerId }) });
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      const failure = {
        id: `text:${id}`,
        error: `A text could not be asked after: ${String(error)}`,
        cause: error,
      };
      await reportFailure(services, ctx, failure);
    }
  }
}

async function putOff(ctx: Context, id: string, dueAt: number | null): Promise<void> {
  await ctx.database.commit({
    statements: [statement(sql`update messages set due_at = ${dueAt} where id = ${id} and status = 'sent'`)],
  });
}

/** When the next text is asked after. */
export async function nextTextAt(ctx: Context): Promise<number | null> {
  const { next } = await ctx.database.read({
    next: select(
      { at: sql<number | null>`min(due_at)` },
      sql`from messages where due_at is not null and status = 'sent'`,
    ),
  });
  return next[0]?.at ?? null;
}
