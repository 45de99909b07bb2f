import { SandboxStore } from "./store.ts";

/** What the sandbox stands on. */
export interface SandboxWorld {
  readonly files: R2Bucket;
  readonly now: () => number;
  /** Where its pages are. */
  readonly origin: string;
  /** Hands a webhook over, as a processor would over the network. */
  readonly post: (request: Request) => Promise<Response>;
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
}

/** One account in it. */
export interface SandboxAccount {
  readonly world: SandboxWorld;
  readonly accountId: string;
  readonly store: SandboxStore;
}

export function sandboxAccount(world: SandboxWorld, accountId: string): SandboxAccount {
  return { world, accountId, store: new SandboxStore(world.files, accountId) };
}
