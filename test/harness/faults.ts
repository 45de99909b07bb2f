import type { Engine, TenantDatabase } from "../../control-plane/tenant-database.ts";

/** The process died: every later call fails as well, so nothing can tidy up. */
export class Killed extends Error {
  constructor() {
    super("killed by the fault injector");
    this.name = "Killed";
  }
}

export interface Killer {
  readonly wrap: (engine: Engine) => Engine;
  /** How many database calls were made until the end, or until the kill. */
  readonly calls: () => number;
}

/**
 * Kills at the n-th database call, counted over all databases: `before` it reaches the database, or `after` it was
 * done but before the answer arrived.
 */
export function killAt(n: number, moment: "before" | "after"): Killer {
  let calls = 0;
  const wrap = (engine: Engine): Engine => ({
    kind: engine.kind,
    async batch(statements, mode) {
      calls += 1;
      if (calls > n || (calls === n && moment === "before")) throw new Killed();
      const results = await engine.batch(statements, mode);
      if (calls >= n) throw new Killed();
      return results;
    },
  });
  return { wrap, calls: () => calls };
}

/** One account's database that dies at the n-th call, before it reaches the database or after it was done but unanswered. */
export function dying(database: TenantDatabase, n: number, moment: "before" | "after"): TenantDatabase {
  let calls = 0;
  const call = async <T>(go: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls > n || (calls === n && moment === "before")) throw new Killed();
    const answer = await go();
    if (calls >= n) throw new Killed();
    return answer;
  };
  const dead = Object.create(database) as TenantDatabase;
  dead.read = (queries) => call(() => database.read(queries));
  dead.commit = (batch) => call(() => database.commit(batch));
  return dead;
}
