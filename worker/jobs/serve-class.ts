import { serveWaitlist } from "../domains/waitlist/serve-waitlist.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** Serves the waitlist of one class, and sends the offers' mails on their way. Harmless twice. */
export const serveClass: EffectCarrier = async ({ services, ctx, payload }) => {
  const { classId } = payload as { classId: string };
  const offered = await serveWaitlist(ctx, classId);
  if (offered > 0) await relayOutbox(services, ctx);
  return { kind: "done", outcome: `offered ${offered}` };
};
