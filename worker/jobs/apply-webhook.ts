import type { ProcessorKind } from "../../control-plane/schema.ts";
import { applyWebhook, type WebhookName } from "../domains/payments/apply-webhook.ts";
import { deskOf } from "../domains/payments/desk.ts";
import type { EffectCarrier } from "./effects.ts";

/** Applies what a processor told us; called again after a crash it finds it applied, or begins anew. */
export const applyWebhookEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const name = payload as WebhookName;
  const reader = services.house.providers.payments.webhooksOf(name.processor as ProcessorKind, null);
  const parse = (body: string) => reader?.parseStored(body);
  return { kind: "done", outcome: await applyWebhook(ctx, deskOf(services, ctx), name, parse) };
};
