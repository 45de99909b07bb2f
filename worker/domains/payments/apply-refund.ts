import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { ProcessorEvent } from "../../providers/payments/events.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { partsOfPayment, type StoredPayment, unappliedOf } from "../ledger/money-queries.ts";
import { takeNewestFirst } from "../ledger/plan-allocations.ts";
import { refundFailedPostings } from "../ledger/plan-postings.ts";
import { post } from "../ledger/postings.ts";
import { addRefund } from "../ledger/record-refund.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { isOpen } from "./advance-attempt.ts";
import { advanceRefund } from "./advance-refund.ts";
import type { Also } from "./apply-charge-end.ts";
import { attemptById } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import { paymentOfCharge, refundRowsOf } from "./payment-queries.ts";
import { bookingDay } from "./payment-states.ts";

type RefundEvent = Extract<ProcessorEvent, { refundToken: string }>;

/** Books how a refund ended, and one that somebody made at the processor's own site. */
export async function applyRefund(
  ctx: Context<SystemActor>,
  desk: Desk,
  event: RefundEvent,
  also: Also,
): Promise<string | null> {
  const { attempt: attempts } = await ctx.database.read({ attempt: attemptById(event.refundId ?? "") });
  const attempt = attempts[0];
  if (attempt && isOpen(attempt)) {
    await advanceRefund(ctx, desk, attempt.id, "look");
    return null;
  }
  const ofCharge = sql`select id from payments where processor_ref = ${event.chargeToken}`;
  const found = await ctx.database.read({
    payment: paymentOfCharge(event.chargeToken, null),
    refunds: refundRowsOf(ofCharge),
    rules: ledgerRulesQuery(),
  });
  const payment = found.payment[0];
  if (!payment) return "no such payment";
  const on = bookingDay(ctx, found.rules);
  const refund = found.refunds.find(({ processorRef }) => processorRef === event.refundToken);
  if (!refund)
    return attempt || event.kind === "refund_failed"
      ? "known already"
      : bookForeign(ctx, payment, event, on, also);
  if (refund.status !== "pending" || event.kind === "refund_processing") return "known already";
  const isDone = event.kind === "refund_succeeded";
  const change = new Change(ctx, {
    action: isDone ? "payments.refund_done" : "payments.refund_failed",
    summary: isDone
      ? `The refund of ${moneyText(ctx, refund.amountMinor)} to the family ${payment.familyName} arrived`
      : `The refund of ${moneyText(ctx, refund.amountMinor)} to the family ${payment.familyName} failed; it lies on account again`,
    right: "refunds",
  });
  change.update("refunds", refund, { status: isDone ? "done" : "failed" });
  if (event.kind === "refund_failed")
    post(change, ctx, refundFailedPostings(payment, refund, { effectiveOn: on, reason: event.words }));
  if (attempt?.state === "processing") {
    const failed =
      event.kind === "refund_failed" ? ({ state: "declined", message: event.words } as const) : null;
    change.update("paymentAttempts", attempt, failed ?? { state: "succeeded" });
  }
  also(change);
  await commitMoney(ctx, change);
  return null;
}

async function bookForeign(
  ctx: Context<SystemActor>,
  payment: StoredPayment,
  event: RefundEvent,
  on: string,
  also: Also,
): Promise<string | null> {
  if (payment.closedOn !== null) return "known already";
  const { parts, balance } = await ctx.database.read({
    parts: partsOfPayment(payment.id),
    balance: unappliedOf(payment.id),
  });
  const { amountMinor, refundToken } = event;
  const change = new Change(ctx, {
    action: "payments.refund",
    summary: `${moneyText(ctx, amountMinor)} of “${payment.title}” of the family ${payment.familyName} was refunded at the processor`,
    right: "refunds",
  });
  change.guard(
    "attempt_state",
    sql`not exists (select 1 from refunds where payment_id = ${payment.id} and processor_ref = ${refundToken})`,
  );
  const released = takeNewestFirst(parts, Math.max(0, amountMinor - (balance[0]?.unappliedMinor ?? 0)));
  addRefund(ctx, change, payment, released, {
    ...{ amountMinor, refundedOn: on, reason: "Refunded at the processor", processorRef: refundToken },
    method: payment.method === "echeck" ? "echeck" : "card",
    status: event.kind === "refund_processing" ? "pending" : "done",
  });
  also(change);
  await commitMoney(ctx, change);
  return null;
}
