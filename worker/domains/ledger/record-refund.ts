import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { commitMoney } from "./commit-money.ts";
import { movesOf, refuseTooEarly } from "./money-moves.ts";
import { partsOfPayment, paymentById, type StoredPayment } from "./money-queries.ts";
import type { RefundOutcome } from "./outcomes.ts";
import {
  deallocationPostings,
  type PaidPart,
  releasedOf,
  sumOf,
  takeNewestFirst,
} from "./plan-allocations.ts";
import { refundPostings } from "./plan-postings.ts";
import { post } from "./postings.ts";
import { moneyText, refusal, refuseFuture } from "./references.ts";
import { guardRefunded, refundsOf } from "./refund-queries.ts";
import type { OfficeRefundMethod, RecordRefundInput } from "./schemas.ts";

/** How the office may give back what came in how: a card is never refunded in cash. */
export const OFFICE_ROUTES: Readonly<Record<StoredPayment["method"], readonly OfficeRefundMethod[]>> = {
  cash: ["cash", "check", "recorded"],
  check: ["cash", "check", "recorded"],
  other: ["cash", "check", "recorded"],
  echeck: ["cash", "check", "recorded"],
  terminal: ["terminal", "recorded"],
  card: ["recorded"],
  gift: [],
  coupon: [],
  house: [],
};

/**
 * Records that money was given back: in cash, by check, at the terminal, or at the processor's own site. What the payment
 * paid comes off as far as needed, the newest first, and the answer says what. @throws NotFound, Conflict, Precondition
 */
export async function recordRefund(
  ctx: Context,
  paymentId: string,
  input: RecordRefundInput,
): Promise<RefundOutcome> {
  requireRight(ctx, "refunds", "full");
  const { version, amountMinor, refundedOn, reason } = input;
  const found = await read(ctx, {
    payment: paymentById(paymentId),
    parts: partsOfPayment(paymentId),
    refunds: refundsOf(paymentId),
    moves: movesOf(paymentId),
    rules: ledgerRulesQuery(),
  });
  const payment = expectRow(found.payment, "payment");
  requireRight(ctx, "refunds", "full", payment.locationId);
  const unapplied = found.moves.reduce((sum, move) => sum + move.addedMinor, 0);
  const refused = refusedRefund(ctx, payment, input, unapplied + sumOf(found.parts));
  if (refused !== null) return refused;
  expectRow(found.payment, "payment", version);
  refuseFuture(ctx, refundedOn, "refundedOn");
  if (refundedOn < payment.receivedOn)
    throw refusal("refundedOn", "It cannot be given back before it was received.");
  refuseLocked(ledgerRulesOf(found.rules), refundedOn, "refundedOn");
  const released = takeNewestFirst(found.parts, Math.max(0, amountMinor - unapplied));
  refuseTooEarly(found, { on: refundedOn, amountMinor, released }, "refundedOn");
  const change = new Change(ctx, {
    action: "payments.refund",
    summary: `Refunded ${moneyText(ctx, amountMinor)} of “${payment.title}” to the family ${payment.familyName}: ${reason}`,
    right: "refunds",
  });
  guardRefunded(change, paymentId, input.refundedMinor);
  const id = addRefund(ctx, change, payment, released, { ...input, status: "done" });
  const answer = { outcome: "refunded", id, released: releasedOf(released), reversal: null } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

interface NewRefund {
  readonly amountMinor: number;
  readonly method: "card" | "echeck" | OfficeRefundMethod;
  readonly refundedOn: string;
  readonly reason: string;
  readonly status: "pending" | "done";
  readonly processorRef?: string | null;
}

/** Adds a refund to a change: what it needs comes off lines, then the money leaves. Answers the refund's id. */
export function addRefund(
  ctx: Context,
  change: Change,
  payment: StoredPayment,
  released: readonly PaidPart[],
  refund: NewRefund,
): string {
  const id = newId("refund", ctx.nowMs);
  const { amountMinor, method, refundedOn, reason, status, processorRef = null } = refund;
  const { familyId } = payment;
  change.tell("payments", payment, { refundedMinor: amountMinor });
  change.insert("refunds", {
    ...{ id, paymentId: payment.id, familyId, amountMinor, method, refundedOn, reason, status, processorRef },
  });
  post(change, ctx, [
    ...deallocationPostings(released, { on: refundedOn, reason }),
    ...refundPostings(payment, { id, amountMinor }, { effectiveOn: refundedOn, reason }),
  ]);
  return id;
}

/** Why nothing is given back, in order of precedence; null when it may be. */
function refusedRefund(
  ctx: Context,
  payment: StoredPayment,
  { method, amountMinor }: RecordRefundInput,
  refundableMinor: number,
): Exclude<RefundOutcome, { outcome: "refunded" }> | null {
  if (payment.kind === "credit")
    return {
      outcome: "is_credit",
      message: "A credit is not refunded, since no money came in. Void it instead.",
    };
  if (payment.closedOn !== null)
    return {
      outcome: "already_closed",
      message: "This payment was taken back before. There is nothing to refund.",
    };
  if (payment.status === "pending")
    return {
      outcome: "pending",
      message: "This payment has not arrived yet. Wait until it has settled, or stop it at the processor.",
    };
  if (!OFFICE_ROUTES[payment.method].includes(method))
    return {
      outcome: "wrong_route",
      message: "Give the money back the way it came: a card payment is refunded to its card.",
    };
  if (amountMinor > refundableMinor) {
    const message = `At most ${moneyText(ctx, refundableMinor)} of this payment can still be refunded.`;
    return { outcome: "too_much", message, refundableMinor };
  }
  return null;
}
