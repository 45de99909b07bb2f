import type { Hook } from "./hook.ts";

/** What the simulated phones stand on. */
export interface PhoneWorld {
  readonly files: R2Bucket;
  readonly now: () => number;
  /** Where the Worker answers in this run: another port than yesterday, and what was connected then still works. */
  readonly origin: string;
  /** Hands a webhook over, as a provider would over the network. */
  readonly post: (request: Request) => Promise<Response>;
  /** Lets work go on after the answer. */
  readonly later: (work: Promise<unknown>) => void;
}

/** A text as the simulated network has it, in either direction. */
export interface SimulatedText {
  readonly key: string;
  readonly providerId: string;
  readonly direction: "in" | "out";
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  /** Our id, taken from where the status is to be told; null for what a phone sent. */
  readonly messageId: string | null;
  readonly statusUrl: string | null;
  readonly status: "queued" | "sent" | "delivered" | "undelivered" | "failed" | "received";
  readonly createdAtMs: number;
}

/** What the network does with the next texts that are sent. */
export const TEXT_FAULTS = ["decline", "busy", "undelivered", "die_before", "die_after"] as const;
/** What it does with the next callbacks: told later, twice, in another order, or never. */
export const CALLBACK_FAULTS = ["delay", "duplicate", "reorder", "drop"] as const;
export type TextFault = (typeof TEXT_FAULTS)[number];
export type CallbackFault = (typeof CALLBACK_FAULTS)[number];
export interface Faults {
  readonly texts: { readonly fault: TextFault; readonly left: number } | null;
  readonly callbacks: { readonly fault: CallbackFault; readonly left: number } | null;
}

const ROOT = "local/phones/";
const NO_FAULTS: Faults = { texts: null, callbacks: null };
const hookKey = (accountId: string) => `${ROOT}${accountId}/hook.json`;
const faultsKey = (accountId: string) => `${ROOT}${accountId}/faults.json`;
const logPrefix = (accountId: string) => `${ROOT}${accountId}/log/`;

/** One account's part of the network: its hook, its faults, and what was texted, the newest first. */
export class PhoneNetwork {
  readonly #files: R2Bucket;
  readonly #origin: string;
  readonly #accountId: string;

  constructor(world: PhoneWorld, accountId: string) {
    this.#files = world.files;
    this.#origin = world.origin;
    this.#accountId = accountId;
  }

  async hook(): Promise<Hook | null> {
    const hook = await this.#get<Hook>(hookKey(this.#accountId));
    return hook && { ...hook, inboundUrl: this.#here(hook.inboundUrl) };
  }

  #here(url: string): string {
    const { pathname, search } = new URL(url);
    return `${this.#origin}${pathname}${search}`;
  }

  async saveHook(hook: Hook): Promise<void> {
    await this.#files.put(hookKey(this.#accountId), JSON.stringify(hook));
  }

  async faults(): Promise<Faults> {
    return (await this.#get<Faults>(faultsKey(this.#accountId))) ?? NO_FAULTS;
  }

  async setFaults(change: Partial<Faults>): Promise<void> {
    await this.#files.put(
      faultsKey(this.#accountId),
      JSON.stringify({ ...(await this.faults()), ...change }),
    );
  }

  async takeFault<K extends keyof Faults>(of: K): Promise<NonNullable<Faults[K]>["fault"] | null> {
    const fault = (await this.faults())[of];
    if (!fault) return null;
    await this.setFaults({ [of]: fault.left > 1 ? { ...fault, left: fault.left - 1 } : null });
    return fault.fault;
  }

  /** Keys count down in time, so that the newest come first. */
  async add(text: Omit<SimulatedText, "key">): Promise<SimulatedText> {
    const key = `${String(9_999_999_999_999 - text.createdAtMs)}-${text.providerId}`;
    const stored = { ...text, key };
    await this.save(stored);
    return stored;
  }

  async save(text: SimulatedText): Promise<void> {
    await this.#files.put(`${logPrefix(this.#accountId)}${text.key}.json`, JSON.stringify(text));
  }

  async texts(limit = 200): Promise<SimulatedText[]> {
    const { objects } = await this.#files.list({ prefix: logPrefix(this.#accountId), limit });
    const found = await Promise.all(objects.map(({ key }) => this.#get<SimulatedText>(key)));
    return found.filter((text) => text !== null);
  }

  async find(providerId: string): Promise<SimulatedText | null> {
    return (await this.texts(1000)).find((text) => text.providerId === providerId) ?? null;
  }

  async #get<T>(key: string): Promise<T | null> {
    const found = await this.#files.get(key);
    return found ? found.json<T>() : null;
  }
}

/** The accounts that have simulated phones. */
export async function phoneAccounts(world: PhoneWorld): Promise<string[]> {
  const { delimitedPrefixes } = await world.files.list({ prefix: ROOT, delimiter: "/" });
  return delimitedPrefixes.map((folder) => folder.slice(ROOT.length, -1));
}
