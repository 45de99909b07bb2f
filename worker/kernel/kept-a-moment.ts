/** So old may be what is shown without a look at the database. */
const FRESH_MS = 500;
/** While somebody is reading it anew, everybody else is shown what is as old as this. */
const STALE_MS = 1_500;
/** A reader who has not come back after so long is not waited for. */
const READING_MS = 1_000;
const MOST_ACCOUNTS = 200;

interface Entry<T> {
  kept: { readonly value: T; readonly atMs: number } | null;
  readingSinceMs: number;
}

/**
 * What many ask of an account at once, so that a rush reads its database twice a second and not once a visitor. Plain
 * values only: nobody waits for the promise of another request.
 */
export class KeptAMoment<T> {
  readonly #entries = new Map<string, Entry<T>>();

  /** What may be shown without asking the database; null when the caller has to read. */
  shown(accountId: string, nowMs: number): T | null {
    const kept = this.#entries.get(accountId)?.kept;
    if (!kept) return null;
    return isYoung(kept.atMs, nowMs, this.isRead(accountId, nowMs) ? STALE_MS : FRESH_MS) ? kept.value : null;
  }

  /** The same, however old. */
  latest(accountId: string): T | null {
    return this.#entries.get(accountId)?.kept?.value ?? null;
  }

  /** Whether another request is reading; where nothing is kept yet it is worth waiting a moment for. */
  isRead(accountId: string, nowMs: number): boolean {
    const entry = this.#entries.get(accountId);
    return entry !== undefined && isYoung(entry.readingSinceMs, nowMs, READING_MS);
  }

  /** A read that fails ends by its time, if nobody gives it up: nobody waits for it. */
  begin(accountId: string, nowMs: number): void {
    this.#put(accountId, { kept: this.#entries.get(accountId)?.kept ?? null, readingSinceMs: nowMs });
  }

  keep(accountId: string, value: T, atMs: number): void {
    this.#put(accountId, { kept: { value, atMs }, readingSinceMs: Number.NEGATIVE_INFINITY });
  }

  /** A read that failed is nobody's to wait for. */
  giveUp(accountId: string): void {
    const entry = this.#entries.get(accountId);
    if (entry) entry.readingSinceMs = Number.NEGATIVE_INFINITY;
  }

  forget(accountId: string): void {
    this.#entries.delete(accountId);
  }

  #put(accountId: string, entry: Entry<T>): void {
    this.#entries.delete(accountId);
    this.#entries.set(accountId, entry);
    if (this.#entries.size > MOST_ACCOUNTS) this.#entries.delete(this.#entries.keys().next().value as string);
  }
}

/** Of what the clock says is still to come nothing is young. */
export function isYoung(atMs: number, nowMs: number, mostMs: number): boolean {
  return nowMs >= atMs && nowMs - atMs < mostMs;
}
