import type Stripe from "stripe";
import type { WebhookReading } from "../events.ts";
import type { WebhookDelivery, WebhookReader } from "../payments.ts";
import { loadStripe } from "./client.ts";
import { readEvent } from "./read-event.ts";

/** How old a signature may be; the package's own default, stated so that it does not move. */
const TOLERANCE_S = 300;
const FUTURE_S = 300;

/** What an address is connected for. Whatever else arrives is ignored. */
export const STRIPE_EVENTS = [
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.closed",
  "setup_intent.succeeded",
  "setup_intent.setup_failed",
  "setup_intent.canceled",
  "payment_method.automatically_updated",
  "payment_method.updated",
  "payment_method.detached",
  "mandate.updated",
  "payout.paid",
  "payout.failed",
] as const satisfies readonly Stripe.WebhookEndpointCreateParams.EnabledEvent[];

/** Reads what comes to a school's address, signed with that address's secret. */
export function stripeWebhooks(webhookSecret: string | null): WebhookReader {
  return {
    read: (delivery) => read(delivery, webhookSecret),
    parseStored: (body) => {
      try {
        return readEvent(JSON.parse(body) as Stripe.Event);
      } catch {
        return { reading: "unreadable" };
      }
    },
  };
}

async function read(delivery: WebhookDelivery, secret: string | null): Promise<WebhookReading> {
  const { body, headers, nowMs } = delivery;
  if (!secret) return { reading: "forged", reason: "no_secret" };
  const signature = headers.get("stripe-signature");
  if (!signature) return { reading: "forged", reason: "no_signature" };
  const { webhooks, createSubtleCryptoProvider } = await loadStripe();
  const crypto = createSubtleCryptoProvider();
  let event: Stripe.Event;
  try {
    event = await webhooks.constructEventAsync(body, signature, secret, TOLERANCE_S, crypto, nowMs);
  } catch (error) {
    const { type, message } = error as Partial<Stripe.errors.StripeError>;
    if (type !== "StripeSignatureVerificationError") return { reading: "unreadable" };
    return { reading: "forged", reason: /tolerance/i.test(message ?? "") ? "too_old" : "bad_signature" };
  }
  // The package looks back only; a time far ahead would keep a stolen delivery good for as long.
  const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1]);
  if (signedAt > nowMs / 1000 + FUTURE_S) return { reading: "forged", reason: "too_old" };
  try {
    return readEvent(event);
  } catch {
    return { reading: "unreadable" };
  }
}
