import type { TextProviders } from "./sms.ts";
import { twilioProvider } from "./twilio/twilio.ts";
import { twilioWebhooks } from "./twilio/webhooks.ts";

/** The text providers of a deployment: never the simulator, which this file cannot reach. */
export function productionTexts(): TextProviders {
  return {
    kinds: ["twilio"],
    providerFor: (access) => (access.kind === "twilio" ? twilioProvider(access) : null),
    webhooksOf: (kind, authToken) => (kind === "twilio" ? twilioWebhooks(authToken) : null),
  };
}
