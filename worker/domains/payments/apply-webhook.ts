import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { ProcessorEvent, WebhookReading } from "../../providers/payments/events.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { type Also, applyReturned, applySettled } from "./apply-charge-end.ts";
import { applyDispute } from "./apply-dispute.ts";
import { applyMethod } from "./apply-method.ts";
import { applyRefund } from "./apply-refund.ts";
import { attemptById, isLostRace } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import { finishMethod } from "./finish-method.ts";
import { paymentOfCharge } from "./payment-queries.ts";

/** What came of an event: null when it was applied, else why there was nothing to do. */
type Applied = string | null;

export interface WebhookName {
  readonly processor: string;
  readonly eventId: string;
}

const MAX_RACES = 5;

/**
 * Applies a kept event once; what it changes and that it was applied are one batch. Whoever booked the same meanwhile is
 * looked at anew. Answers what came of it.
 */
export async function applyWebhook(...of: Parameters<typeof applyOnce>): Promise<string> {
  for (let races = 0; ; races++) {
    try {
      return await applyOnce(...of);
    } catch (error) {
      if (!isLostRace(error) || races === MAX_RACES) throw error;
    }
  }
}

async function applyOnce(
  ctx: Context<SystemActor>,
  desk: Desk,
  name: WebhookName,
  parse: (body: string) => WebhookReading | undefined,
): Promise<string> {
  const { processor, eventId } = name;
  const { found } = await ctx.database.read({
    found: select(
      { body: sql<string>`body`, appliedAt: sql<number | null>`applied_at` },
      sql`from webhook_events where processor = ${processor} and event_id = ${eventId}`,
    ),
  });
  const stored = found[0];
  if (!stored || stored.appliedAt !== null) return "applied before";
  const reading = parse(stored.body);
  const problem =
    reading?.reading === "event"
      ? await apply(ctx, desk, reading.event, (change) => markApplied(ctx, change, name))
      : "not in a shape that we know";
  await ctx.database.commit({
    statements: [
      statement(sql`update webhook_events set applied_at = ${ctx.nowMs}, problem = ${problem}
        where processor = ${processor} and event_id = ${eventId} and applied_at is null`),
    ],
  });
  return problem ?? "applied";
}

/** Whoever applies the same event at the same time loses the whole batch. */
function markApplied(ctx: Context, change: Change, { processor, eventId }: WebhookName): void {
  const where = sql`processor = ${processor} and event_id = ${eventId} and applied_at is null`;
  change.guard("attempt_state", sql`exists (select 1 from webhook_events where ${where})`);
  change.also(sql`update webhook_events set applied_at = ${ctx.nowMs} where ${where}`);
}

function apply(ctx: Context<SystemActor>, desk: Desk, event: ProcessorEvent, also: Also): Promise<Applied> {
  switch (event.kind) {
    case "payment_succeeded":
    case "payment_processing":
    case "payment_failed":
      return applyCharge(ctx, desk, event, also);
    case "refund_succeeded":
    case "refund_processing":
    case "refund_failed":
      return applyRefund(ctx, desk, event, also);
    case "dispute_opened":
    case "dispute_won":
    case "dispute_lost":
      return applyDispute(ctx, event, also);
    case "setup_ended":
      return applySetup(ctx, desk, event.setupId);
    case "method_updated":
    case "method_invalid":
      return applyMethod(ctx, event, also);
    case "payout_paid":
    case "payout_failed":
      return Promise.resolve("payouts are not kept");
  }
}

type ChargeEvent = Extract<
  ProcessorEvent,
  { kind: "payment_succeeded" | "payment_processing" | "payment_failed" }
>;

async function applyCharge(
  ctx: Context<SystemActor>,
  desk: Desk,
  event: ChargeEvent,
  also: Also,
): Promise<Applied> {
  const { attemptId, chargeToken } = event;
  const found = await ctx.database.read({
    payment: paymentOfCharge(chargeToken, attemptId),
    attempt: attemptById(attemptId ?? ""),
  });
  const payment = found.payment[0];
  if (!payment) {
    const attempt = found.attempt[0];
    if (!attempt || attempt.purpose === "refund") return "no such payment";
    // Not booked yet, or given up too early: what became of it is for the processor to say now.
    await advanceAttempt(ctx, desk, attempt.id, "learn");
    return null;
  }
  if (payment.amountMinor !== event.amountMinor) return "another amount than was asked for";
  if (event.kind === "payment_processing") return "known already";
  const isNews =
    event.kind === "payment_failed"
      ? await applyReturned(ctx, payment, event.decline, also)
      : await applySettled(ctx, payment, also);
  return isNews ? null : "known already";
}

async function applySetup(ctx: Context<SystemActor>, desk: Desk, setupId: string | null): Promise<Applied> {
  const { found } = await ctx.database.read({
    found: select({ id: sql<string>`id` }, sql`from payment_setups where id = ${setupId ?? ""}`),
  });
  if (!found[0]) return "no such setup";
  const kept = await finishMethod(ctx, desk, found[0].id);
  return kept.outcome === "saved" ? null : kept.message;
}
