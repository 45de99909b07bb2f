import { sql } from "drizzle-orm";
import { DatabaseUnavailable } from "../../../control-plane/database-errors.ts";
import { select, statement } from "../../../control-plane/query.ts";
import { reportFailure } from "../../jobs/report-failure.ts";
import type { Context } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { advanceRefund } from "./advance-refund.ts";
import { type Attempt, MINUTE_MS, PARKED_AT } from "./attempt.ts";
import { climbLadder } from "./climb-ladder.ts";
import { type Desk, deskOf } from "./desk.ts";
import { pollPayment } from "./poll-payment.ts";

const AT_ONCE = 50;
/** When one that could not be looked after is looked after again. */
const AGAIN_MS = 60 * MINUTE_MS;
const PARKED_WORDS =
  "No payment processor is connected, so it is not known what became of it. It is taken up again by itself when one is.";

type Due = Pick<Attempt, "id" | "state" | "purpose"> & { readonly nextAt: number };

/**
 * Looks after attempts whose time has come: what nobody knows the end of, and declined drafts that are tried again. One
 * that fails is told, put off, and keeps none of the others from its turn; without a processor all of them are parked.
 */
export async function lookAfterAttempts(services: Services, ctx: Context): Promise<number> {
  const desk = deskOf(services, ctx);
  const found = await dueAttempts(ctx);
  if (found.due.length === 0 && found.parked.length === 0) return 0;
  if ((await desk.kind()) === null) {
    if (found.due.length > 0) await park(ctx);
    return 0;
  }
  const { due } = found.parked.length === 0 ? found : await unpark(ctx);
  for (const attempt of due) {
    try {
      await lookAfter(ctx, desk, attempt);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      await putOff(services, ctx, attempt, error);
    }
  }
  return due.length;
}

/** Those that are due, and whether any waits for a processor. */
function dueAttempts(ctx: Context) {
  return ctx.database.read({
    due: select(
      {
        id: sql<string>`id`,
        state: sql<Attempt["state"]>`state`,
        purpose: sql<Attempt["purpose"]>`purpose`,
        nextAt: sql<number>`next_at`,
      },
      sql`from payment_attempts where next_at <= ${ctx.nowMs} and deleted_at is null order by next_at limit ${AT_ONCE}`,
    ),
    parked: select({ id: sql<string>`id` }, sql`from payment_attempts where next_at >= ${PARKED_AT} limit 1`),
  });
}

async function lookAfter(ctx: Context, desk: Desk, { id, state, purpose }: Due): Promise<void> {
  if (purpose === "refund") await advanceRefund(ctx, desk, id, "look");
  else if (state === "declined") await climbLadder(ctx, desk, id);
  else if (state === "processing") await pollPayment(ctx, desk, id);
  else await advanceAttempt(ctx, desk, id, "look");
}

/** Nobody can be asked: the account is not woken for them again, and whoever looks reads why. */
async function park(ctx: Context): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update payment_attempts set next_at = ${PARKED_AT},
          message = case when state = 'declined' then message else ${PARKED_WORDS} end
        where next_at <= ${ctx.nowMs} and deleted_at is null`),
    ],
  });
}

/** A processor is connected: whatever waited for one is due. */
async function unpark(ctx: Context): Promise<{ readonly due: readonly Due[] }> {
  await ctx.database.commit({
    statements: [
      statement(sql`update payment_attempts set next_at = ${ctx.nowMs}, message = nullif(message, ${PARKED_WORDS})
        where next_at >= ${PARKED_AT}`),
    ],
  });
  return dueAttempts(ctx);
}

async function putOff(services: Services, ctx: Context, { id, nextAt }: Due, error: unknown): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update payment_attempts set next_at = ${ctx.nowMs + AGAIN_MS}
        where id = ${id} and next_at = ${nextAt}`),
    ],
  });
  await reportFailure(services, ctx, {
    id: `payment-attempt:${id}:${nextAt}`,
    error: `A payment under way could not be looked after: ${String(error)}`,
    cause: error,
  });
}

/** When the next attempt is due; null: none is, or they wait for a processor. */
export async function nextAttemptAt(ctx: Context): Promise<number | null> {
  const { next } = await ctx.database.read({
    next: select(
      { at: sql<number | null>`min(next_at)` },
      sql`from payment_attempts where next_at < ${PARKED_AT} and next_at is not null`,
    ),
  });
  return next[0]?.at ?? null;
}
