import type { PaymentProviders } from "./payments.ts";
import { stripeProcessor } from "./stripe/stripe.ts";
import { stripeWebhooks } from "./stripe/webhooks.ts";

/** The processors of a deployment: never the sandbox, which this file cannot reach. */
export function productionPayments(): PaymentProviders {
  return {
    kinds: ["stripe"],
    processorFor: (access) => (access.kind === "stripe" ? stripeProcessor(access) : null),
    webhooksOf: (kind, webhookSecret) => (kind === "stripe" ? stripeWebhooks(webhookSecret) : null),
  };
}
