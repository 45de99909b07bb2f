import { startDueReports } from "../domains/reports/schedules/start-due.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** The time of a scheduled report has come. Whatever is due starts, so it does not matter which one woke us. */
export const runScheduledReports: EffectCarrier = async ({ services, ctx }) => {
  const started = await startDueReports(ctx);
  if (ctx.progress.effectsCommitted) await relayOutbox(services, ctx);
  return { kind: "done", outcome: `${started} started` };
};
