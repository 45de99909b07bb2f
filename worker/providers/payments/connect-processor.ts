import type { ControlActor } from "../../../control-plane/control-audit.ts";
import {
  type ProcessorDeps,
  type ProcessorInput,
  storeProcessor,
} from "../../../control-plane/payment-processors.ts";
import { newPathToken } from "../../../control-plane/payment-webhook-paths.ts";
import type { PaymentProviders, ProcessorDown, Refused } from "./payments.ts";

/** Where processors deliver; the token is the address's only secret part and leads to the account. */
export function webhookUrl(origin: string, pathToken: string): string {
  return `${origin}/webhooks/payments/${pathToken}`;
}

export interface ConnectInput extends ProcessorInput {
  /** PUBLIC_ORIGIN: where the processor reaches us. */
  readonly origin: string;
}

/**
 * Has the processor call us with these keys, and keeps them when it agreed; else nothing is changed. An address that
 * a processor cannot reach (a developer's machine) is refused: then `storeProcessor` and `keepWebhookSecret` by hand.
 * @throws ProcessorConflict
 */
export async function connectProcessor(
  deps: ProcessorDeps & { readonly payments: PaymentProviders },
  input: ConnectInput,
  actor: ControlActor,
): Promise<{ readonly outcome: "connected" | "not_available" } | Refused | ProcessorDown> {
  const { origin, ...keys } = input;
  const processor = deps.payments.processorFor(keys);
  if (!processor) return { outcome: "not_available" };
  const token = newPathToken();
  const connected = await processor.connectWebhook(webhookUrl(origin, token));
  if (connected.outcome !== "connected") return connected;
  await storeProcessor(deps, keys, actor, { token, webhookSecret: connected.webhookSecret });
  return { outcome: "connected" };
}
