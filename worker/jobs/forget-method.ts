import { deskOf } from "../domains/payments/desk.ts";
import type { EffectCarrier } from "./effects.ts";

/** Has the processor forget a method that was removed here; done twice, it is not there the second time. */
export const forgetMethod: EffectCarrier = async ({ services, ctx, payload }) => {
  const { processor: kind, methodRef } = payload as { processor: string; methodRef: string };
  const desk = deskOf(services, ctx);
  if ((await desk.kind()) !== kind) return { kind: "done", outcome: "no longer connected" };
  const processor = await desk.open();
  const outcome = await processor.removeMethod(methodRef);
  if (outcome === "processor_down") throw new Error("The processor does not answer");
  return { kind: "done", outcome };
};
