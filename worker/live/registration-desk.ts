import { DurableObject } from "cloudflare:workers";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { createHandlers, type Handlers } from "../handlers.ts";
import type { HouseOptions } from "../services.ts";
import { GroupingEngine } from "./grouping-engine.ts";

/**
 * One account's registration desk: when two thousand families come in the same second, their holds and checkouts pass
 * here one behind the other and are read and committed together. It runs the very routes that run without it, over a
 * database that groups; the account's database stays the only truth, and whoever does not pass the desk keeps their guards.
 */
export function registrationDesk(options: HouseOptions) {
  return class RegistrationDesk extends DurableObject {
    readonly #handlers: Handlers;
    readonly #engines = new Map<string, Engine>();
    #lastMs = 0;

    constructor(state: DurableObjectState, env: unknown) {
      super(state, env as never);
      this.#handlers = createHandlers({
        ...options,
        desk: "inside",
        now: () => this.#arrival(options.now()),
        engines: (inner) => async (accountId, location) => {
          // With its token: an account whose token was changed is opened with the new one.
          const key = JSON.stringify(location);
          const known = this.#engines.get(key);
          if (known) return known;
          const engines = options.engines?.(inner) ?? inner;
          const engine = new GroupingEngine(await engines(accountId, location));
          this.#engines.set(key, engine);
          return engine;
        },
      });
    }

    override fetch(request: Request): Promise<Response> {
      return this.#handlers.fetch(request, this.env as object, this.ctx);
    }

    /** Nobody arrives at the same moment as another: who came first is first on a waitlist. */
    #arrival(nowMs: number): number {
      this.#lastMs = Math.max(this.#lastMs + 1, nowMs);
      return this.#lastMs;
    }
  };
}
