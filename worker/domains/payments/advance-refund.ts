import type { Context, SystemActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { PaymentProcessor, RefundOutcome } from "../../providers/payments/payments.ts";
import { partsOfPayment, paymentById, type StoredPayment, unappliedOf } from "../ledger/money-queries.ts";
import { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { isOpen } from "./advance-attempt.ts";
import { type Attempt, attemptById, isLostRace } from "./attempt.ts";
import { bookRefund, type LearnedRefund, refundAnswer } from "./book-refund.ts";
import { booking, type Desk } from "./desk.ts";
import type { RefundThroughOutcome } from "./shapes.ts";

const MAX_RACES = 5;

/** Takes a refund as far as it goes; may be called again after a crash at any point, and by several at once. */
export async function advanceRefund(
  asker: Context,
  desk: Desk,
  id: string,
  how: "ask" | "look",
): Promise<RefundThroughOutcome> {
  const ctx = booking(asker);
  let learned: LearnedRefund | null = null;
  for (let races = 0; ; races++) {
    const { found } = await ctx.database.read({ found: attemptById(id) });
    const attempt = found[0];
    if (!attempt?.paymentId) throw new NotFound("refund");
    const { paymentId } = attempt;
    const read = await ctx.database.read({
      payment: paymentById(paymentId),
      parts: partsOfPayment(paymentId),
      balance: unappliedOf(paymentId),
      rules: ledgerRulesQuery(),
    });
    const payment = read.payment[0];
    if (!payment) throw new NotFound("payment");
    const isGivenBack = learned?.outcome === "succeeded" || learned?.outcome === "processing";
    const isMissing = isGivenBack && attempt.state !== "succeeded" && attempt.state !== "processing";
    if (!isOpen(attempt) && !isMissing) return refundAnswer(attempt, payment);
    learned ??= await learn(ctx, { attempt, payment, desk, how });
    if (learned === null) return refundAnswer(attempt, payment);
    try {
      await bookRefund(ctx, { ...read, attempt, payment }, learned);
    } catch (error) {
      if (!isLostRace(error) || races === MAX_RACES) throw error;
      continue;
    }
    const { now, after } = await ctx.database.read({ now: attemptById(id), after: paymentById(paymentId) });
    return refundAnswer(now[0]!, after[0]!);
  }
}

interface Learning {
  readonly attempt: Attempt;
  readonly payment: StoredPayment;
  readonly desk: Desk;
  readonly how: "ask" | "look";
}

async function learn(ctx: Context<SystemActor>, of: Learning): Promise<LearnedRefund | null> {
  const { attempt, payment, desk, how } = of;
  const processor = await desk.open();
  const chargeToken = payment.processorRef ?? "";
  const find = () => processor.findRefund({ refundId: attempt.id, chargeToken });
  if (how === "ask" && attempt.state === "created") {
    const first = await giveBack(ctx, processor, of);
    if (first.outcome !== "processor_down") return first;
    const found = await find();
    return found.outcome === "not_found" ? giveBack(ctx, processor, of) : found;
  }
  const found = await find();
  const isLate = (attempt.nextAt ?? 0) <= ctx.nowMs;
  if (found.outcome === "not_found") return isLate ? { outcome: "gone" } : null;
  return found.outcome === "processor_down" && !isLate ? null : found;
}

/** Refunds what has settled; what has not is voided as a whole. */
async function giveBack(
  ctx: Context<SystemActor>,
  processor: PaymentProcessor,
  { attempt, payment }: Learning,
): Promise<RefundOutcome | { readonly outcome: "voided"; readonly refundToken: string }> {
  const asked = {
    refundId: attempt.id,
    attemptId: payment.attemptId ?? "",
    chargeToken: payment.processorRef ?? "",
  };
  const { amountMinor } = attempt;
  if (payment.status !== "pending") {
    const refunded = await processor.refund({ ...asked, amountMinor, currency: ctx.account.currency });
    if (refunded.outcome !== "unsettled" || amountMinor < payment.amountMinor) return refunded;
  }
  const voided = await processor.voidCharge(asked);
  const isDone = voided.outcome === "succeeded" || voided.outcome === "processing";
  return isDone ? { outcome: "voided", refundToken: voided.refundToken } : voided;
}
