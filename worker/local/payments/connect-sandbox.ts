import type { ControlActor } from "../../../control-plane/control-audit.ts";
import { describeProcessor } from "../../../control-plane/payment-processors.ts";
import { connectProcessor } from "../../providers/payments/connect-processor.ts";
import { SANDBOX_KEY_PREFIX } from "../../providers/payments/sandbox/sandbox.ts";
import type { Services } from "../../services.ts";

/** Lets a demonstration account be paid through the sandbox; does nothing when it has a processor. */
export async function connectSandbox(
  services: Services,
  accountId: string,
  actor: ControlActor,
): Promise<void> {
  const { house, env, control } = services;
  const deps = { control, masterKey: env.MASTER_KEY, now: house.now, payments: house.providers.payments };
  if (await describeProcessor(deps, accountId)) return;
  const keys = {
    accountId,
    kind: "sandbox",
    publishableKey: "sandbox",
    secretKey: SANDBOX_KEY_PREFIX + accountId,
  } as const;
  const connected = await connectProcessor(deps, { ...keys, origin: env.PUBLIC_ORIGIN }, actor);
  if (connected.outcome !== "connected") throw new Error(`The sandbox: ${connected.outcome}`);
}
