import * as z from "zod/mini";
import type { Engines } from "../../control-plane/engines.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";

/** For how long the databases of accounts keep their callers waiting: as far away as they might be, or stalled. */
const delaysMs = new Map<string, number>();

export const slowDatabasesInput = z.record(z.string(), z.number().check(z.nonnegative()));

/** `/local/slow-databases`: from now on these accounts answer so much later. */
export function slowDown(delays: Readonly<Record<string, number>>): void {
  for (const [accountId, delayMs] of Object.entries(delays)) delaysMs.set(accountId, delayMs);
}

/** The databases as they are, but for those that were slowed down. */
export function slowEngines(inner: Engines): Engines {
  return async (accountId, location) => {
    const engine = await inner(accountId, location);
    const delayMs = delaysMs.get(accountId ?? "");
    return delayMs ? delayed(engine, delayMs) : engine;
  };
}

function delayed(engine: Engine, delayMs: number): Engine {
  return {
    kind: engine.kind,
    async batch(statements, mode) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return engine.batch(statements, mode);
    },
  };
}
