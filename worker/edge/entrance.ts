import { readSessionToken } from "../domains/staff-sessions/session-cookie.ts";
import { hashToken } from "../domains/staff-sessions/tokens.ts";
import type { AnonymousActor, Context } from "../kernel/context.ts";
import { SessionEnded } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import type { Portal } from "./portals.ts";
import type { LoadedActor, Person } from "./visit.ts";

/** Who was let in, and what is to be done about their session afterwards. */
export interface Admitted {
  readonly lastSeenAtMs: number;
  readonly idleMs: number;
  readonly effectsForgotten: boolean;
  readonly noteSeen: (nowMs: number) => void;
}

/** The entrance of whoever carries a session. @throws SessionEnded when nobody does */
export async function entranceOf<A extends Person>(
  portal: Portal<A>,
  services: Services,
  visitor: Context<AnonymousActor>,
  request: Request,
): Promise<Entrance<A>> {
  const owner = {
    portal: portal.name,
    accountId: visitor.account.id,
    environment: services.env.ENVIRONMENT,
  };
  const token = readSessionToken(request, owner);
  if (token === null) throw new SessionEnded();
  return new Entrance(portal, services, visitor, await hashToken(token));
}

/** Turns the session of one request into a context: from the cache, and once more from the account if need be. */
class Entrance<A extends Person> {
  admitted: Admitted | null = null;
  readonly #portal: Portal<A>;
  readonly #services: Services;
  readonly #visitor: Context<AnonymousActor>;
  readonly #tokenHash: string;
  #fromCache = false;

  constructor(portal: Portal<A>, services: Services, visitor: Context<AnonymousActor>, tokenHash: string) {
    this.#portal = portal;
    this.#services = services;
    this.#visitor = visitor;
    this.#tokenHash = tokenHash;
  }

  /** @throws SessionEnded */
  async context(): Promise<Context<A>> {
    const { account, nowMs, database } = this.#visitor;
    const cached = this.#cache.get(account.id, this.#tokenHash, nowMs);
    this.#fromCache = cached !== undefined;
    if (cached) {
      await this.#vouch(cached.actor);
      return this.#admit({ ...cached, effectsForgotten: false }, cached.loadedAtMs);
    }
    const loaded = await this.#portal.load(database, account, this.#tokenHash, nowMs);
    if (!loaded) throw new SessionEnded();
    await this.#vouch(loaded.actor);
    this.#cache.put(account.id, {
      actor: loaded.actor,
      loadedAtMs: nowMs,
      lastSeenAtMs: loaded.lastSeenAtMs,
    });
    return this.#admit(loaded, nowMs);
  }

  /** Drops what was cached; whether there is any use in asking again. */
  mayReload(): boolean {
    if (!this.#fromCache) return false;
    this.forget();
    return true;
  }

  forget(): void {
    this.#cache.forget(this.#visitor.account.id, this.#tokenHash);
  }

  async #vouch(actor: A): Promise<void> {
    const { account, nowMs } = this.#visitor;
    await this.#portal.vouch?.(this.#services, account.id, actor, nowMs);
  }

  get #cache() {
    return this.#portal.cache(this.#services.house);
  }

  #admit(loaded: LoadedActor<A>, loadedAtMs: number): Context<A> {
    const { actor, lastSeenAtMs, effectsForgotten } = loaded;
    const accountId = this.#visitor.account.id;
    this.admitted = {
      lastSeenAtMs,
      idleMs: this.#portal.idleMs,
      effectsForgotten,
      noteSeen: (nowMs) => this.#cache.put(accountId, { actor, loadedAtMs, lastSeenAtMs: nowMs }),
    };
    const progress = { idempotencyChecked: false, effectsCommitted: false };
    return { ...this.#visitor, actor, progress };
  }
}
