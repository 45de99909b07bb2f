import type { CatalogueFacts } from "./facts.ts";
import type { CatalogueClass } from "./shapes.ts";

/** The catalogue of one account as it was a moment ago. */
export interface KeptCatalogue {
  readonly facts: CatalogueFacts;
  readonly placesAtMs: number;
  readonly waiting: ReadonlyMap<string, number>;
  /** As the list shows them, made once for everybody who asks in that moment. */
  readonly classes: readonly CatalogueClass[];
  readonly classById: ReadonlyMap<string, CatalogueClass>;
}

/** Places may be so old; the hold decides, whatever was shown. */
const FRESH_MS = 500;
/** While somebody is reading them anew, everybody else is shown what is as old as this. */
const STALE_MS = 1_500;
/** A reader who has not come back after so long is not waited for. */
const READING_MS = 1_000;
/** What the change log does not tell, such as the day that has begun, is read again after so long. */
const FACTS_MS = 60_000;
const MOST_ACCOUNTS = 200;

interface Entry {
  kept: KeptCatalogue | null;
  readingSinceMs: number;
}

/**
 * The catalogues of the accounts that this isolate serves, so that a rush on a school's classes reads its database
 * twice a second and not once a visitor. Plain values only: nobody waits for the promise of another request.
 */
export class CatalogueCache {
  readonly #entries = new Map<string, Entry>();

  /** What may be shown without asking the database; null when the caller has to read. */
  shown(accountId: string, nowMs: number): KeptCatalogue | null {
    const entry = this.#entries.get(accountId);
    if (!entry?.kept || !isYoung(entry.kept.facts.loadedAtMs, nowMs, FACTS_MS)) return null;
    const isRead = isYoung(entry.readingSinceMs, nowMs, READING_MS);
    return isYoung(entry.kept.placesAtMs, nowMs, isRead ? STALE_MS : FRESH_MS) ? entry.kept : null;
  }

  /** What is known and need only be asked whether it still holds. */
  facts(accountId: string, nowMs: number): CatalogueFacts | null {
    const facts = this.#entries.get(accountId)?.kept?.facts;
    return facts && isYoung(facts.loadedAtMs, nowMs, FACTS_MS) ? facts : null;
  }

  /** Whether another request is reading; a cold cache is worth waiting a moment for. */
  isRead(accountId: string, nowMs: number): boolean {
    const entry = this.#entries.get(accountId);
    return entry !== undefined && isYoung(entry.readingSinceMs, nowMs, READING_MS);
  }

  begin(accountId: string, nowMs: number): void {
    const kept = this.#entries.get(accountId)?.kept ?? null;
    this.#entries.delete(accountId);
    this.#entries.set(accountId, { kept, readingSinceMs: nowMs });
    if (this.#entries.size > MOST_ACCOUNTS) this.#entries.delete(this.#entries.keys().next().value as string);
  }

  keep(accountId: string, kept: KeptCatalogue): void {
    this.#entries.delete(accountId);
    this.#entries.set(accountId, { kept, readingSinceMs: Number.NEGATIVE_INFINITY });
  }

  /** A read that failed is nobody's to wait for. */
  giveUp(accountId: string): void {
    const entry = this.#entries.get(accountId);
    if (entry) entry.readingSinceMs = Number.NEGATIVE_INFINITY;
  }
}

function isYoung(atMs: number, nowMs: number, mostMs: number): boolean {
  return nowMs >= atMs && nowMs - atMs < mostMs;
}
