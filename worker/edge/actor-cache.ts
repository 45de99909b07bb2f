import type { Person } from "./visit.ts";

const TTL_MS = 30_000;
const MAX_ENTRIES = 2_000;

export interface CachedActor<A extends Person> {
  readonly actor: A;
  readonly loadedAtMs: number;
  /** When the session was last noted as used. */
  readonly lastSeenAtMs: number;
}

/**
 * People who are signed in as last loaded, one cache an isolate and portal. It may be out of date: the first statement of
 * every read and every write compares it with the account, so a stale entry costs a repeat and never lets anybody do more.
 */
export class ActorCache<A extends Person> {
  readonly #entries = new Map<string, CachedActor<A>>();

  get(accountId: string, tokenHash: string, nowMs: number): CachedActor<A> | undefined {
    const entry = this.#entries.get(keyOf(accountId, tokenHash));
    return entry && nowMs - entry.loadedAtMs < TTL_MS && nowMs >= entry.loadedAtMs ? entry : undefined;
  }

  put(accountId: string, entry: CachedActor<A>): void {
    const key = keyOf(accountId, entry.actor.tokenHash);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value as string);
  }

  forget(accountId: string, tokenHash: string): void {
    this.#entries.delete(keyOf(accountId, tokenHash));
  }
}

function keyOf(accountId: string, tokenHash: string): string {
  return `${accountId} ${tokenHash}`;
}
