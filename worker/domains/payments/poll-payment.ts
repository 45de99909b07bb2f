import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { applyReturned, applySettled } from "./apply-charge-end.ts";
import { attemptById, DAY_MS, isLostRace, methodOfAttempt } from "./attempt.ts";
import { booking, type Desk } from "./desk.ts";
import { paymentOfCharge } from "./payment-queries.ts";

/** Asks after a payment that is on its way, for the case that the processor's word was lost. */
export async function pollPayment(asker: Context, desk: Desk, attemptId: string): Promise<void> {
  const ctx = booking(asker);
  const found = await ctx.database.read({
    attempt: attemptById(attemptId),
    method: methodOfAttempt(attemptId),
    payment: paymentOfCharge("", attemptId),
  });
  const [attempt, method, payment] = [found.attempt[0], found.method[0], found.payment[0]];
  if (attempt?.state !== "processing" || !method) return;
  const processor = await desk.open();
  const learned = await processor.findCharge({
    attemptId,
    customerToken: method.customerRef,
    chargeToken: attempt.processorRef,
    sinceMs: attempt.createdAt,
  });
  try {
    if (payment && learned.outcome === "succeeded" && (await applySettled(ctx, payment))) return;
    if (payment && learned.outcome === "declined" && (await applyReturned(ctx, payment, learned.decline)))
      return;
    const change = new Change(ctx, {
      action: "payments.look",
      summary: "Asked the bank after a payment on its way",
      right: "payments",
    });
    change.update("paymentAttempts", attempt, { nextAt: ctx.nowMs + DAY_MS });
    await commit(ctx, change);
  } catch (error) {
    // A webhook told the same meanwhile.
    if (!isLostRace(error)) throw error;
  }
}
