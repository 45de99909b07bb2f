import type { SendOutcome, TextAccess, TextAtProvider, TextProvider, TextProviders } from "../sms.ts";
import { troubleOf } from "../trouble.ts";
import { twilioProvider } from "../twilio/twilio.ts";
import { twilioWebhooks } from "../twilio/webhooks.ts";
import { newProviderId, tellProgress } from "./callbacks.ts";
import { PhoneNetwork, type PhoneWorld, type SimulatedText } from "./world.ts";

const DOWN = { outcome: "provider_down" } as const;
const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** The text providers of a local run: phones that a person answers, and the real one for whoever has credentials. */
export function localTexts(world: PhoneWorld): TextProviders {
  return {
    kinds: ["simulator", "twilio"],
    providerFor: (access) =>
      access.kind === "simulator" ? simulatedProvider(world, access) : twilioProvider(access),
    webhooksOf: (_kind, authToken) => twilioWebhooks(authToken),
  };
}

/** A network of phones in the local file store; it speaks to us in the words of the real provider, signed like it. */
export function simulatedProvider(world: PhoneWorld, access: TextAccess): TextProvider {
  const network = new PhoneNetwork(world, access.accountId);
  return {
    kind: "simulator",
    async send(text): Promise<SendOutcome> {
      const fault = await network.takeFault("texts");
      if (fault === "die_before") return DOWN;
      if (fault === "busy") return { outcome: "busy", afterMs: 5_000 };
      if (fault === "decline")
        return { outcome: "refused", reason: "other", trouble: troubleOf("30007", null) };
      const { to, body, mediaUrls, messageId, statusUrl } = text;
      const facts = { to, body, mediaUrls, messageId, statusUrl, from: access.fromNumber ?? "" };
      const providerId = newProviderId();
      const stored = await network.add({
        ...{ ...facts, providerId, direction: "out", status: "queued", createdAtMs: world.now() },
      });
      const end = fault === "undelivered" ? "undelivered" : "delivered";
      world.later(tellProgress(world, access.accountId, stored, end));
      return fault === "die_after" ? DOWN : { outcome: "taken", providerId };
    },
    async recentTo({ to, sinceMs }) {
      const texts = await network.texts();
      const sent = texts.filter((text) => text.direction === "out" && text.to === to);
      return { outcome: "listed", texts: sent.map(seen).filter(({ createdAtMs }) => createdAtMs >= sinceMs) };
    },
    async read(providerId) {
      const text = await network.find(providerId);
      return text ? { outcome: "found", text: seen(text) } : { outcome: "not_found" };
    },
    fetchMedia: async () => ({
      outcome: "fetched",
      bytes: Uint8Array.from(atob(PICTURE), (character) => character.charCodeAt(0)),
      contentType: "image/png",
    }),
    async connect(inboundUrl) {
      const { providerAccount, authToken, fromNumber } = access;
      await network.saveHook({
        inboundUrl,
        providerAccount,
        authToken,
        number: fromNumber ?? "+15550100000",
      });
      return { outcome: "connected" };
    },
  };
}

/** As a provider would list it: it does not know our id. */
function seen({ providerId, to, body, status, createdAtMs }: SimulatedText): TextAtProvider {
  const known = status === "queued" || status === "received" ? "sent" : status;
  const trouble = known === "undelivered" ? troubleOf("30003", null) : null;
  return { providerId, to, body, status: known, trouble, createdAtMs, messageId: null };
}
