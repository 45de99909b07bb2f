import { beginWaitingRun } from "../domains/billing-runs/begin-waiting-run.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** Begins a billing run whose wait is over, and sends its task on its way. Harmless twice. */
export const beginRun: EffectCarrier = async ({ services, ctx, payload }) => {
  const { runId } = payload as { runId: string };
  await beginWaitingRun(ctx, runId);
  await relayOutbox(services, ctx);
  return { kind: "done", outcome: null };
};
