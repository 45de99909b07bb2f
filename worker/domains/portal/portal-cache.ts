import type { Portal } from "./schemas.ts";

/** What a school says of itself to everybody, whatever language it is asked in. */
export type SchoolFacts = Pick<Portal, "settings" | "locations" | "has">;

interface Entry {
  facts: SchoolFacts | null;
  readAtMs: number;
  readingSinceMs: number;
}

/** So old may be what somebody is shown who is not signed in. */
const FRESH_MS = 500;
/** While somebody reads it anew, everybody else is shown what is as old as this. */
const STALE_MS = 1_500;
/** A reader who has not come back after so long is not waited for. */
const READING_MS = 1_000;
const MOST_ACCOUNTS = 200;

/**
 * Schools as their visitors see them, so that the documents of a rush cost no trip each. Plain values only; what staff
 * write through this isolate is seen at once, what others write half a second later.
 */
export class PortalCache {
  readonly #entries = new Map<string, Entry>();

  /** What may be shown without asking the database; null when the caller has to read. */
  shown(accountId: string, nowMs: number): SchoolFacts | null {
    const entry = this.#entries.get(accountId);
    if (!entry?.facts) return null;
    const isRead = isYoung(entry.readingSinceMs, nowMs, READING_MS);
    return isYoung(entry.readAtMs, nowMs, isRead ? STALE_MS : FRESH_MS) ? entry.facts : null;
  }

  /** A read that fails ends by its time: nobody waits for it. */
  begin(accountId: string, nowMs: number): void {
    const entry = this.#entries.get(accountId);
    if (entry) entry.readingSinceMs = nowMs;
  }

  keep(accountId: string, facts: SchoolFacts, readAtMs: number): void {
    this.#entries.delete(accountId);
    this.#entries.set(accountId, { facts, readAtMs, readingSinceMs: Number.NEGATIVE_INFINITY });
    if (this.#entries.size > MOST_ACCOUNTS) this.#entries.delete(this.#entries.keys().next().value as string);
  }

  forget(accountId: string): void {
    this.#entries.delete(accountId);
  }
}

function isYoung(atMs: number, nowMs: number, mostMs: number): boolean {
  return nowMs >= atMs && nowMs - atMs < mostMs;
}
