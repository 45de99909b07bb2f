import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { advanceRefund } from "./advance-refund.ts";
import type { Attempt } from "./attempt.ts";
import { climbLadder } from "./climb-ladder.ts";
import { deskOf } from "./desk.ts";
import { pollPayment } from "./poll-payment.ts";

const AT_ONCE = 50;

/** Looks after attempts whose time has come: what nobody knows the end of, and declined drafts that are tried again. */
export async function lookAfterAttempts(services: Services, ctx: Context): Promise<number> {
  const desk = deskOf(services, ctx);
  const { due } = await ctx.database.read({
    due: select(
      {
        id: sql<string>`id`,
        state: sql<Attempt["state"]>`state`,
        purpose: sql<Attempt["purpose"]>`purpose`,
      },
      sql`from payment_attempts where next_at <= ${ctx.nowMs} and deleted_at is null order by next_at limit ${AT_ONCE}`,
    ),
  });
  if (due.length === 0 || (await desk.kind()) === null) return 0;
  for (const { id, state, purpose } of due) {
    if (purpose === "refund") await advanceRefund(ctx, desk, id, "look");
    else if (state === "declined") await climbLadder(ctx, desk, id);
    else if (state === "processing") await pollPayment(ctx, desk, id);
    else await advanceAttempt(ctx, desk, id, "look");
  }
  return due.length;
}

/** When the next attempt is due; null: none is. */
export async function nextAttemptAt(ctx: Context): Promise<number | null> {
  const { next } = await ctx.database.read({
    next: select(
      { at: sql<number | null>`min(next_at)` },
      sql`from payment_attempts where next_at is not null`,
    ),
  });
  return next[0]?.at ?? null;
}
