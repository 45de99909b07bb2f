import { announcePreview } from "../domains/billing-automations/announce-preview.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** Tells staff what an automation has prepared, and has it wait, begin or ask. Harmless twice. */
export const announcePreviewEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { runId } = payload as { runId: string };
  await announcePreview(ctx, runId);
  if (ctx.progress.effectsCommitted) await relayOutbox(services, ctx);
  return { kind: "done", outcome: null };
};
