import type { AccountSource } from "../../analytics/account-source.ts";
import { trimStatement } from "../../analytics/account-source.ts";
import { rebuildAccount, syncAccount } from "../../analytics/sync-account.ts";
import {
  ACCOUNTS,
  type BenchAccounts,
  bindingOf,
  ENTERPRISE,
  FAMILIES,
  openBenchAccounts,
} from "./enterprise-accounts.ts";
import { storeOver } from "./enterprise-store.ts";
import { type CaseFigures, type Outcome, printTable, rounded } from "./report.ts";

// The daily sync of every account of an enterprise: in full, then after one family in a hundred was changed.

const MAX_READ_PER_CHANGED = 3;
const CHANGED_SHARE = 100;

export default async function sync(): Promise<Outcome> {
  const bench = await openBenchAccounts();
  try {
    const full = bench.isBuilt ? null : await buildAll(bench);
    const changed = await changeSome(bench);
    const again = await syncAll(bench);
    const ratio = rounded(again.rowsRead / changed);
    const rows = [
      ...(full ? [figures("full build", full)] : []),
      { ...figures("after a change of 1 %", again), rowsShown: changed, ratio },
    ];
    printTable(
      ["case", "accounts", "rows changed", "read in accounts", "read in the store", "written", "seconds"],
      rows.map((row, i) => {
        const one = rows.length === 2 && i === 0 ? full! : again;
        return [
          row.case,
          ACCOUNTS,
          row.rowsShown,
          one.rowsRead,
          one.storeRead,
          one.storeWritten,
          rounded(one.ms / 1_000, 1),
        ];
      }),
    );
    process.stdout.write(
      `${ACCOUNTS} accounts × ${FAMILIES} families; ${ratio} rows read in accounts for a row changed\n`,
    );
    const missed =
      ratio <= MAX_READ_PER_CHANGED
        ? []
        : [`${ratio} rows read for a row changed, at most ${MAX_READ_PER_CHANGED}`];
    return { cases: rows, missed };
  } finally {
    await bench.close();
  }
}

interface Costs {
  readonly ms: number;
  readonly rowsRead: number;
  readonly storeRead: number;
  readonly storeWritten: number;
}

/** From nothing, also where another bench has spread the facts of one account. */
async function buildAll(bench: BenchAccounts): Promise<Costs> {
  const store = storeOver(bench.open("ANALYTICS"));
  for (const accountId of bench.accountIds) await rebuildAccount(store, accountId);
  const costs = await syncAll(bench);
  bench.markBuilt();
  return costs;
}

export async function syncAll(bench: BenchAccounts, accountIds = bench.accountIds): Promise<Costs> {
  const database = bench.open("ANALYTICS");
  const store = storeOver(database);
  const startedAt = performance.now();
  let rowsRead = 0;
  for (const [i, accountId] of accountIds.entries()) {
    const account = bench.open(bindingOf(accountId));
    const source: AccountSource = {
      ...storeOver(account),
      accountId,
      trimLog: async (before) => void (await account.commit({ statements: [trimStatement(before, 5_000)] })),
    };
    while (!(await syncAccount(source, store, { enterpriseId: ENTERPRISE, nowMs: Date.now() })).isDone);
    rowsRead += account.meter.rowsRead;
    if ((i + 1) % 20 === 0)
      process.stdout.write(`${i + 1} accounts, ${rounded((performance.now() - startedAt) / 1_000, 0)} s\n`);
  }
  const { meter } = database;
  return {
    ms: performance.now() - startedAt,
    rowsRead,
    storeRead: meter.rowsRead,
    storeWritten: meter.rowsWritten,
  };
}

/** Phones, enrollments and names of one family in a hundred; answers how many rows that were. */
async function changeSome(bench: BenchAccounts): Promise<number> {
  let changed = 0;
  const day = Math.floor(Date.now() / 1_000) % 300;
  for (const accountId of bench.accountIds) {
    const account = bench.open(bindingOf(accountId));
    const some = `(SELECT id FROM families WHERE CAST(substr(id, 5) AS INTEGER) % ${CHANGED_SHARE} = ${day % CHANGED_SHARE})`;
    const results = await account.commit({
      statements: [
        `UPDATE families SET city = 'Town ${day}' WHERE id IN ${some} RETURNING id`,
        `UPDATE guardians SET first_name = 'Robin ${day}' WHERE family_id IN ${some} RETURNING id`,
        `UPDATE phones SET is_primary = 1 - is_primary WHERE family_id IN ${some} RETURNING id`,
        `UPDATE enrollments SET ends_on = date(starts_on, '+${day + 400} days')
          WHERE student_id IN (SELECT id FROM students WHERE family_id IN ${some}) RETURNING id`,
      ].map((sql) => ({ sql, params: [] })),
    });
    changed += results.reduce((sum, rows) => sum + rows.length, 0);
  }
  return changed;
}

const figures = (name: string, costs: Costs): CaseFigures => ({
  ...{ case: name, trips: null, rowsRead: costs.rowsRead, rowsWritten: costs.storeWritten, rowsShown: null },
  ...{ p50Ms: null, p95Ms: null, ratio: null, value: rounded(costs.ms / 1_000, 1) },
});
