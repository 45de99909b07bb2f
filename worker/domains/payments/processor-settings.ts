import type { ControlActor } from "../../../control-plane/control-audit.ts";
import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import {
  describeProcessor,
  ProcessorConflict,
  removeProcessor,
} from "../../../control-plane/payment-processors.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { connectProcessor } from "../../providers/payments/connect-processor.ts";
import type { Services } from "../../services.ts";
import type { ConnectProcessorInput } from "./schemas.ts";
import type { ConnectOutcome, ProcessorSettings } from "./shapes.ts";

/** What is connected, without its secrets, and what could be. */
export async function getProcessorSettings(ctx: Context, services: Services): Promise<ProcessorSettings> {
  requireRight(ctx, "billing_setup", "view");
  const { kinds } = services.house.providers.payments;
  const sandboxHint = kinds.includes("sandbox") ? `${services.env.PUBLIC_ORIGIN}/local/payments` : null;
  return { connected: await describeProcessor(depsOf(services), ctx.account.id), kinds, sandboxHint };
}

/** Checks keys by having the processor call us with them, and keeps them when it agreed. @throws Conflict */
export async function connect(
  ctx: Context,
  services: Services,
  input: ConnectProcessorInput,
): Promise<ConnectOutcome> {
  requireRight(ctx, "billing_setup", "full");
  const { env } = services;
  const asked = { ...input, accountId: ctx.account.id, origin: env.PUBLIC_ORIGIN };
  const answer = await inWords(() => connectProcessor(depsOf(services), asked, controlActor(ctx)));
  switch (answer.outcome) {
    case "connected":
      // Payments that waited for a processor are taken up again.
      await wakeAccountBy(services.control, ctx.account.id, ctx.nowMs);
      return { outcome: "connected", settings: await getProcessorSettings(ctx, services) };
    case "refused":
      return { outcome: "refused", message: answer.words };
    case "not_available":
      return { outcome: "not_available", message: "This processor cannot be connected here." };
    case "processor_down":
      return {
        outcome: "no_answer",
        message: "The processor does not answer. Nothing was changed; try again in a minute.",
      };
  }
}

/** Forgets the keys. What was kept at the processor stays there and cannot be charged from here. @throws Conflict */
export async function disconnect(ctx: Context, services: Services): Promise<ProcessorSettings> {
  requireRight(ctx, "billing_setup", "full");
  await inWords(() => removeProcessor(depsOf(services), ctx.account.id, controlActor(ctx)));
  return getProcessorSettings(ctx, services);
}

function depsOf({ house, env, control }: Services) {
  return { control, masterKey: env.MASTER_KEY, now: house.now, payments: house.providers.payments };
}

function controlActor(ctx: Context): ControlActor {
  return { kind: "staff", id: actorId(ctx.actor) ?? "", requestId: ctx.request.id };
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProcessorConflict)) throw error;
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed the processor meanwhile. Look at it again.",
    );
  }
}
