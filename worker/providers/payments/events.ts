import type { Decline } from "./declines.ts";
import type { Method } from "./payments.ts";

/** What every event says. Our ids come from the metadata we gave; a dispute has none, so look its charge up by token. */
interface EventBase {
  /** The processor's id of the event: the same event delivered twice carries the same one. */
  readonly providerEventId: string;
  readonly occurredAtMs: number;
  /** The account that our metadata names; one that is not the webhook path's account is to be refused. */
  readonly accountId: string | null;
}

interface ChargeEvent extends EventBase {
  readonly attemptId: string | null;
  readonly chargeToken: string;
  readonly amountMinor: number;
  readonly currency: string;
}

interface RefundEvent extends ChargeEvent {
  readonly refundId: string | null;
  readonly refundToken: string;
}

export const DISPUTE_REASONS = [
  "fraudulent",
  "not_recognized",
  "duplicate",
  "not_received",
  "not_as_described",
  "credit_not_given",
  "subscription_canceled",
  "other",
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

interface DisputeEvent extends ChargeEvent {
  readonly disputeToken: string;
  readonly reason: DisputeReason;
}

interface PayoutEvent extends EventBase {
  readonly payoutToken: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export type ProcessorEvent =
  | (ChargeEvent & { readonly kind: "payment_succeeded" | "payment_processing" })
  /** `isReturn`: the bank took back what had already been reported as paid (a late return of an eCheck). */
  | (ChargeEvent & { readonly kind: "payment_failed"; readonly decline: Decline; readonly isReturn: boolean })
  | (RefundEvent & { readonly kind: "refund_succeeded" | "refund_processing" })
  | (RefundEvent & { readonly kind: "refund_failed"; readonly words: string })
  | (DisputeEvent & { readonly kind: "dispute_opened"; readonly respondByMs: number | null })
  | (DisputeEvent & { readonly kind: "dispute_won" | "dispute_lost" })
  /** The fields of a setup are finished: `readSetup` tells the method. */
  | (EventBase & {
      readonly kind: "setup_ended";
      readonly setupId: string | null;
      readonly setupToken: string;
    })
  | (EventBase & { readonly kind: "method_updated"; readonly method: Method })
  | (EventBase & { readonly kind: "method_invalid"; readonly methodToken: string; readonly decline: Decline })
  | (PayoutEvent & { readonly kind: "payout_paid" | "payout_failed" });

export type ForgeryReason = "no_secret" | "no_signature" | "bad_signature" | "too_old";

export type WebhookReading =
  | { readonly reading: "event"; readonly event: ProcessorEvent }
  /** The processor's own, but nothing that we act upon; `providerEventId` still says whether it came before. */
  | { readonly reading: "ignored"; readonly providerEventId: string; readonly type: string }
  | { readonly reading: "forged"; readonly reason: ForgeryReason }
  /** Signed well, but not in a shape that we know: keep it and have somebody look. */
  | { readonly reading: "unreadable" };
