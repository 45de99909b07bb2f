import type { SandboxAccount } from "./world.ts";

/** What the sandbox does with the next requests instead of answering them. */
export const PROCESSOR_FAULTS = ["die_before", "die_after", "decline"] as const;
/** What it does with the next webhooks instead of delivering them at once, once, and in their order. */
export const WEBHOOK_FAULTS = ["delay", "duplicate", "reorder", "drop"] as const;
export type ProcessorFault = (typeof PROCESSOR_FAULTS)[number];
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

export interface Fault<Kind> {
  readonly fault: Kind;
  /** How many it still concerns. */
  readonly left: number;
}
export interface Faults {
  readonly processor: Fault<ProcessorFault> | null;
  readonly webhooks: Fault<WebhookFault> | null;
}

const KEY = "faults";
const NONE: Faults = { processor: null, webhooks: null };

export async function readFaults(account: SandboxAccount): Promise<Faults> {
  return (await account.store.get<Faults>(KEY)) ?? NONE;
}

export async function setFaults(account: SandboxAccount, change: Partial<Faults>): Promise<void> {
  await account.store.put(KEY, { ...(await readFaults(account)), ...change });
}

export async function takeProcessorFault(account: SandboxAccount): Promise<ProcessorFault | null> {
  return (await takeFault(account, "processor"))?.fault ?? null;
}

/** Also says whether it is the last one that is concerned. */
export function takeWebhookFault(account: SandboxAccount): Promise<Fault<WebhookFault> | null> {
  return takeFault(account, "webhooks");
}

async function takeFault<K extends keyof Faults>(account: SandboxAccount, of: K): Promise<Faults[K]> {
  const fault = (await readFaults(account))[of];
  if (!fault) return fault;
  const left = fault.left - 1;
  await setFaults(account, { [of]: left > 0 ? { ...fault, left } : null });
  return { ...fault, left };
}
