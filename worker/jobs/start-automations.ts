import { startDueAutomations } from "../domains/billing-automations/start-due.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** The time of an automation has come. Whatever is due starts, so it does not matter which one woke us. */
export const startAutomations: EffectCarrier = async ({ services, ctx }) => {
  const started = await startDueAutomations(services, ctx);
  if (ctx.progress.effectsCommitted) await relayOutbox(services, ctx);
  return { kind: "done", outcome: `${started} started` };
};
