import type Stripe from "stripe";
import { declineOf } from "../declines.ts";
import type { DisputeReason, ProcessorEvent, WebhookReading } from "../events.ts";
import { declineCodeOf } from "./decline-codes.ts";
import { fromStripeAmount, idOf, toMethod } from "./intents.ts";
import { FAILED_WORDS } from "./refunds.ts";

/** What an event of the processor means for us. @throws when it is not in the shape that we know */
export function readEvent(event: Stripe.Event): WebhookReading {
  if (typeof event.id !== "string" || typeof event.type !== "string") return { reading: "unreadable" };
  const ours = toOurs(event);
  return ours
    ? { reading: "event", event: ours }
    : { reading: "ignored", providerEventId: event.id, type: event.type };
}

function toOurs(event: Stripe.Event): ProcessorEvent | null {
  switch (event.type) {
    case "payment_intent.succeeded":
      return { ...chargeOf(event, event.data.object, "amount_received"), kind: "payment_succeeded" };
    case "payment_intent.processing":
      return { ...chargeOf(event, event.data.object, "amount"), kind: "payment_processing" };
    case "payment_intent.payment_failed":
      return failedPayment(event, event.data.object);
    case "payment_intent.canceled": {
      const charge = chargeOf(event, event.data.object, "amount");
      return { ...charge, kind: "payment_failed", decline: declineOf("canceled"), isReturn: false };
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return refundOf(event, event.data.object);
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.closed":
      return disputeOf(event, event.data.object);
    case "setup_intent.succeeded":
    case "setup_intent.setup_failed":
    case "setup_intent.canceled": {
      const { id: setupToken, metadata } = event.data.object;
      return {
        ...baseOf(event, metadata),
        kind: "setup_ended",
        setupToken,
        setupId: metadata?.setup_id ?? null,
      };
    }
    case "payment_method.automatically_updated":
    case "payment_method.updated": {
      const method = toMethod(event.data.object);
      return method ? { ...baseOf(event, null), kind: "method_updated", method } : null;
    }
    case "payment_method.detached": {
      const methodToken = event.data.object.id;
      return {
        ...baseOf(event, null),
        kind: "method_invalid",
        methodToken,
        decline: declineOf("method_gone"),
      };
    }
    case "mandate.updated":
      return endedMandate(event, event.data.object);
    case "payout.paid":
    case "payout.failed": {
      const { id: payoutToken, amount, currency, metadata } = event.data.object;
      const kind = event.type === "payout.paid" ? "payout_paid" : "payout_failed";
      return { ...baseOf(event, metadata), kind, payoutToken, ...amountOf(amount, currency) };
    }
    default:
      return null;
  }
}

function baseOf(event: Stripe.Event, metadata: Stripe.Metadata | null) {
  return {
    providerEventId: event.id,
    occurredAtMs: event.created * 1000,
    accountId: metadata?.account_id ?? null,
  };
}

function amountOf(amount: number, currency: string) {
  if (!Number.isSafeInteger(amount)) throw new TypeError("An amount is not an integer");
  return { amountMinor: fromStripeAmount(amount, currency), currency: currency.toUpperCase() };
}

function chargeOf(event: Stripe.Event, intent: Stripe.PaymentIntent, field: "amount" | "amount_received") {
  return {
    ...baseOf(event, intent.metadata),
    attemptId: intent.metadata?.attempt_id ?? null,
    chargeToken: intent.id,
    ...amountOf(intent[field], intent.currency),
  };
}

function failedPayment(event: Stripe.Event, intent: Stripe.PaymentIntent): ProcessorEvent | null {
  const error = intent.last_payment_error;
  // The payer may still answer their bank; whether that is waited for was decided when we charged.
  if (error?.code === "authentication_required") return null;
  const decline = declineOf(declineCodeOf([error?.decline_code, error?.code]));
  return { ...chargeOf(event, intent, "amount"), kind: "payment_failed", decline, isReturn: false };
}

function refundOf(event: Stripe.Event, refunded: Stripe.Refund): ProcessorEvent | null {
  const { metadata, status } = refunded;
  const chargeToken = idOf(refunded.payment_intent);
  if (!chargeToken) return null;
  const common = {
    ...baseOf(event, metadata),
    attemptId: metadata?.attempt_id ?? null,
    chargeToken,
    refundId: metadata?.refund_id ?? null,
    refundToken: refunded.id,
    ...amountOf(refunded.amount, refunded.currency),
  };
  if (status === "succeeded") return { ...common, kind: "refund_succeeded" };
  if (status === "failed" || status === "canceled") {
    return { ...common, kind: "refund_failed", words: FAILED_WORDS };
  }
  return { ...common, kind: "refund_processing" };
}

const REASONS: Readonly<Record<string, DisputeReason>> = {
  fraudulent: "fraudulent",
  unrecognized: "not_recognized",
  duplicate: "duplicate",
  product_not_received: "not_received",
  product_unacceptable: "not_as_described",
  credit_not_processed: "credit_not_given",
  subscription_canceled: "subscription_canceled",
};
// A bank's late return of a debit comes as a dispute that is lost from its first moment.
const RETURNS = new Set([
  "bank_cannot_process",
  "check_returned",
  "customer_initiated",
  "debit_not_authorized",
  "incorrect_account_details",
  "insufficient_funds",
]);

/** A dispute begins for us when its money is withdrawn, so that an inquiry that moves none changes nothing. */
function disputeOf(event: Stripe.Event, dispute: Stripe.Dispute): ProcessorEvent | null {
  const chargeToken = idOf(dispute.payment_intent);
  if (!chargeToken) return null;
  const charge = {
    ...baseOf(event, null),
    attemptId: null,
    chargeToken,
    ...amountOf(dispute.amount, dispute.currency),
  };
  const isOpening = event.type === "charge.dispute.funds_withdrawn";
  if (RETURNS.has(dispute.reason)) {
    if (!isOpening) return null;
    const decline = declineOf(declineCodeOf([dispute.reason]));
    return { ...charge, kind: "payment_failed", decline, isReturn: true };
  }
  const common = { ...charge, disputeToken: dispute.id, reason: REASONS[dispute.reason] ?? "other" };
  if (isOpening) {
    const dueBy = dispute.evidence_details?.due_by;
    return { ...common, kind: "dispute_opened", respondByMs: dueBy ? dueBy * 1000 : null };
  }
  if (dispute.status === "won") return { ...common, kind: "dispute_won" };
  return dispute.status === "lost" ? { ...common, kind: "dispute_lost" } : null;
}

function endedMandate(event: Stripe.Event, mandate: Stripe.Mandate): ProcessorEvent | null {
  const methodToken = idOf(mandate.payment_method);
  if (mandate.status !== "inactive" || !methodToken) return null;
  const decline = declineOf("debit_not_authorized");
  return { ...baseOf(event, null), kind: "method_invalid", methodToken, decline };
}
