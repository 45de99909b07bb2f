import { chargeRun } from "../domains/payments/charge-run.ts";
import { deskOf } from "../domains/payments/desk.ts";
import type { EffectCarrier } from "./effects.ts";

/** Asks the processor for the drafts of a run, some at a time; a crash in between goes on where it stopped. */
export const chargeRunEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { runId } = payload as { runId: string };
  const isMore = await chargeRun(ctx, deskOf(services, ctx), runId);
  return isMore ? { kind: "more" } : { kind: "done", outcome: null };
};
