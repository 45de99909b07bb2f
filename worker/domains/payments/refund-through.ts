import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Replayed } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { partsOfPayment, paymentById, unappliedOf } from "../ledger/money-queries.ts";
import { sumOf } from "../ledger/plan-allocations.ts";
import { moneyText } from "../ledger/references.ts";
import { guardRefunded } from "../ledger/refund-queries.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { advanceRefund } from "./advance-refund.ts";
import { attemptConflict, guardOnlyRefund, LOOK_AFTER_MS } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import type { RefundThroughInput } from "./schemas.ts";
import type { RefundThroughOutcome } from "./shapes.ts";

const UNDER_WAY =
  "A refund of this payment is under way. Wait until it is known what became of it, so that nothing is given back twice.";

/**
 * Gives back a card or bank payment, whole or in part, through the processor that took it: what has not settled is voided,
 * what has is refunded. The row comes first, the question second, the booking third.
 * @throws NotFound, Precondition, Conflict `under_way` | `payment_spent`
 */
export async function refundThrough(
  ctx: Context,
  desk: Desk,
  paymentId: string,
  input: RefundThroughInput,
): Promise<RefundThroughOutcome> {
  requireRight(ctx, "refunds", "full");
  const begun = await begin(ctx, desk, paymentId, input);
  if (typeof begun !== "string") return begun;
  return advanceRefund(ctx, desk, begun, "ask");
}

async function begin(
  ctx: Context,
  desk: Desk,
  paymentId: string,
  input: RefundThroughInput,
): Promise<string | RefundThroughOutcome> {
  try {
    return await addAttempt(ctx, desk, paymentId, input);
  } catch (error) {
    if (error instanceof Replayed) return (error.outcome as { attemptId: string }).attemptId;
    throw attemptConflict(error, UNDER_WAY);
  }
}

async function addAttempt(
  ctx: Context,
  desk: Desk,
  paymentId: string,
  { version, amountMinor, reason, refundedMinor }: RefundThroughInput,
): Promise<string | RefundThroughOutcome> {
  const found = await read(ctx, {
    payment: paymentById(paymentId),
    parts: partsOfPayment(paymentId),
    balance: unappliedOf(paymentId),
    rules: ledgerRulesQuery(),
  });
  const payment = expectRow(found.payment, "payment");
  requireRight(ctx, "refunds", "full", payment.locationId);
  if (payment.closedOn !== null) {
    return {
      outcome: "already_closed",
      message: "This payment was taken back before. There is nothing to refund.",
    };
  }
  if (payment.attemptId === null || payment.processorRef === null) {
    const message = "This payment did not come through the processor. Refund it the way it came.";
    return { outcome: "wrong_route", message };
  }
  const refundableMinor = sumOf(found.parts) + (found.balance[0]?.unappliedMinor ?? 0);
  if (amountMinor > refundableMinor) {
    const message = `At most ${moneyText(ctx, refundableMinor)} of this payment can still be refunded.`;
    return { outcome: "too_much", message, refundableMinor };
  }
  expectRow(found.payment, "payment", version);
  refuseLocked(ledgerRulesOf(found.rules), today(ctx), "amountMinor");
  if (payment.status === "pending" && amountMinor < payment.amountMinor) {
    const message =
      "This payment is still on its way. It can be stopped as a whole now, or refunded in part once it has arrived.";
    return { outcome: "refused", message };
  }
  await desk.open();
  const id = newId("paymentAttempt", ctx.nowMs);
  const nextAt = ctx.nowMs + LOOK_AFTER_MS;
  const { familyId, locationId, paymentMethodId, processor } = payment;
  const change = new Change(ctx, {
    action: "payments.begin_refund",
    summary: `Began to give back ${moneyText(ctx, amountMinor)} of “${payment.title}” to the family ${payment.familyName}: ${reason}`,
    right: "refunds",
  });
  guardOnlyRefund(change, paymentId);
  guardRefunded(change, paymentId, refundedMinor);
  change.insert("paymentAttempts", {
    ...{ id, familyId, locationId, amountMinor, paymentId, paymentMethodId, nextAt },
    ...{ purpose: "refund", state: "created", targets: [], message: reason },
    processor: processor ?? "",
  });
  await desk.wake(nextAt);
  await commit(ctx, change, { attemptId: id });
  return id;
}
