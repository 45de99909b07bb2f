import { declineOf } from "../declines.ts";
import type { PaymentProcessor, PaymentProviders, ProcessorAccess, Refused } from "../payments.ts";
import { stripeProcessor } from "../stripe/stripe.ts";
import { stripeWebhooks } from "../stripe/webhooks.ts";
import { charge, findCharge } from "./charges.ts";
import { findRefund, refund, voidCharge } from "./refunds.ts";
import { beginPayment, beginSetup, connectWebhook, readSetup, removeMethod, saveCustomer } from "./setups.ts";
import { sandboxWebhooks } from "./webhooks.ts";
import { type SandboxWorld, sandboxAccount } from "./world.ts";

/** How the sandbox's secret keys begin; any other is not accepted. */
export const SANDBOX_KEY_PREFIX = "sandbox_secret_";

/** The processors of a local run: the sandbox, and the real one for whoever has a key to try it with. */
export function localPayments(world: SandboxWorld): PaymentProviders {
  return {
    kinds: ["sandbox", "stripe"],
    processorFor: (access) =>
      access.kind === "sandbox" ? sandboxProcessor(world, access) : stripeProcessor(access),
    webhooksOf: (kind, secret) => (kind === "sandbox" ? sandboxWebhooks(secret) : stripeWebhooks(secret)),
  };
}

const WRONG_KEY: Refused = {
  outcome: "refused",
  code: "wrong_key",
  words: "The processor does not accept the secret key. Enter the current one in the payment settings.",
};

/** A processor that keeps everything in the local file store and moves no money. */
export function sandboxProcessor(world: SandboxWorld, access: ProcessorAccess): PaymentProcessor {
  const account = sandboxAccount(world, access.accountId);
  const isKnown = access.secretKey.startsWith(SANDBOX_KEY_PREFIX);
  const unlessLocked = <T>(work: () => Promise<T>): Promise<T | Refused> =>
    isKnown ? work() : Promise.resolve(WRONG_KEY);
  const failed = { outcome: "failed", words: WRONG_KEY.words } as const;
  return {
    kind: "sandbox",
    saveCustomer: (input) => unlessLocked(() => saveCustomer(account, input)),
    beginSetup: (input) => unlessLocked(() => beginSetup(account, input)),
    readSetup: (setupToken) => unlessLocked(() => readSetup(account, setupToken)),
    beginPayment: (input) => unlessLocked(() => beginPayment(account, input)),
    connectWebhook: (url) => unlessLocked(() => connectWebhook(account, url)),
    removeMethod: async (methodToken) => (isKnown ? removeMethod(account, methodToken) : "refused"),
    charge: async (input) =>
      isKnown
        ? charge(account, input)
        : { outcome: "declined", chargeToken: null, decline: declineOf("setup_problem") },
    findCharge: async (sought) => (isKnown ? findCharge(account, sought) : { outcome: "processor_down" }),
    refund: async (input) => (isKnown ? refund(account, input) : failed),
    voidCharge: async (input) => (isKnown ? voidCharge(account, input) : failed),
    findRefund: async (sought) => (isKnown ? findRefund(account, sought) : { outcome: "processor_down" }),
  };
}
