import { describe, expect, it } from "vitest";
import type { AccountSource } from "../../analytics/account-source.ts";
import type { Store } from "../../analytics/database.ts";
import { rebuildAccount, syncAccount } from "../../analytics/sync-account.ts";
import { nodeDatabase } from "../harness/node-database.ts";
import { canonicalDump } from "./canonical-dump.ts";
import { Histories, randomFrom } from "./histories.ts";
import { emptyStoreFile, sourceOver, storeOver } from "./node-store.ts";

const ENTERPRISE = "ent_1";
const ACCOUNTS = Number(process.env.SYNC_ACCOUNTS ?? 20);
const STEPS = Number(process.env.SYNC_STEPS ?? 48);
const SEED = Number(process.env.SYNC_SEED ?? Date.now() % 1_000_000);
const HOUR_MS = 3_600_000;

interface Kill {
  left: number;
  readonly after: boolean;
}

/** Dies at the n-th call of a database: before it is carried out, or after, when nobody hears of it. */
function dying<T extends Store | AccountSource>(target: T, kill: Kill): T {
  return new Proxy(target, {
    get(object, name) {
      const value = Reflect.get(object, name);
      if (typeof value !== "function") return value;
      return async (...args: unknown[]) => {
        const dies = kill.left-- === 0;
        if (dies && !kill.after) throw new Error("killed");
        const answer = await value.apply(object, args);
        if (dies) throw new Error("killed");
        return answer;
      };
    },
  });
}

async function syncWhole(source: AccountSource, store: Store, nowMs: number, pageRows = 37): Promise<void> {
  for (;;) {
    const { isDone } = await syncAccount(source, store, {
      enterpriseId: ENTERPRISE,
      nowMs,
      pageRows,
      maxPages: 25,
    });
    if (isDone) return;
  }
}

describe(`random histories (SYNC_SEED=${SEED})`, () => {
  it(`of ${ACCOUNTS} accounts: what is read bit by bit is what is read at once, also when killed in between`, async () => {
    const random = randomFrom(SEED);
    const store = storeOver(emptyStoreFile());
    const accounts = Array.from({ length: ACCOUNTS }, (_, i) => {
      const database = nodeDatabase();
      return { database, id: `acc_${i}`, history: new Histories(database, random) };
    });
    for (let round = 0; round < 4; round++) {
      for (const { database, id, history } of accounts) {
        for (let step = random.below(STEPS / 4); step >= 0; step--) history.step();
        const kill = { left: random.below(40), after: random.below(2) === 0 };
        const source = sourceOver(database, id);
        await syncWhole(dying(source, kill), dying(store, kill), round * 8 * HOUR_MS).catch(() => {});
        await syncWhole(source, store, round * 8 * HOUR_MS + 1);
      }
    }
    const incremental = await canonicalDump(store);
    expect(incremental.search_tokens!.length).toBeGreaterThan(ACCOUNTS);
    expect(incremental.student_stays!.length).toBeGreaterThan(ACCOUNTS / 2);
    const fresh = storeOver(emptyStoreFile());
    for (const { database, id } of accounts) await syncWhole(sourceOver(database, id), fresh, 0, 500);
    expect(await canonicalDump(fresh)).toEqual(incremental);
    for (const { database, id } of accounts) {
      await rebuildAccount(store, id);
      await syncWhole(sourceOver(database, id), store, 0, 500);
    }
    expect(await canonicalDump(store)).toEqual(incremental);
  }, 120_000);
});
