import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../analytics/database.ts";
import { accountSyncs } from "../../analytics/schema.ts";
import { rebuildAccount } from "../../analytics/sync-account.ts";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { select, statement } from "../../control-plane/query.ts";
import { type Engine, SqlDatabase } from "../../control-plane/tenant-database.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { mergeFamilies } from "../../worker/domains/families/merge-families.ts";
import { storeOver } from "../../worker/enterprise/store/open-store.ts";
import { scheduleSyncs } from "../../worker/jobs/schedule-syncs.ts";
import { nextSyncAt } from "../../worker/jobs/sync-times.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { familyInput } from "../families/factories.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { addAccount, type TestEnterprise, testEnterprise, writeControl } from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { canonicalDump } from "./canonical-dump.ts";

const HOUR_MS = 3_600_000;
const store: Store = storeOver(new SqlDatabase(d1Engine(env.ANALYTICS)));
let enterprise: TestEnterprise;
let house: TestHouse;
const accounts: Record<string, TestTenant> = {};
/** The account whose database is away, and whether it is. */
const down = { accountId: "", is: false };

const wrap = (engine: Engine, accountId?: string | null): Engine => ({
  kind: engine.kind,
  async batch(statements, mode) {
    if (down.is && accountId === down.accountId) throw new Error("the database is away");
    return engine.batch(statements, mode);
  },
});

beforeAll(async () => {
  enterprise = await testEnterprise(await testPlatform());
  for (const engine of ["d1", "libsql"] as const) {
    accounts[engine] = await addAccount(enterprise, { engine, name: `On ${engine}` });
    const ctx = await staffContext(accounts[engine]);
    for (let i = 0; i < 3; i++) await createFamily(ctx, familyInput());
  }
  house = testHouse({ wrap });
}, 60_000);

beforeEach(() => {
  down.is = false;
});

/** What cron does when a day has gone, and the queue after it. */
async function aDayLater(): Promise<void> {
  house.clock.nowMs += 25 * HOUR_MS;
  await scheduleSyncs(house.services);
  await house.drain();
}

const stateOf = async (accountId: string) =>
  (
    await store.read([{ sql: "SELECT * FROM account_syncs WHERE account_id = ?", params: [accountId] }])
  )[0]![0];

const familiesOf = async (accountId: string) =>
  (
    await store.read([
      { sql: "SELECT name, words FROM families WHERE account_id = ? ORDER BY name", params: [accountId] },
    ])
  )[0]!;

describe("the store", () => {
  it("has the columns that its schema says", async () => {
    const { name, columns } = getTableConfig(accountSyncs);
    const [rows] = await store.read([{ sql: "SELECT name FROM pragma_table_info(?)", params: [name] }]);
    expect(rows!.map((row) => row.name)).toEqual(columns.map((column) => column.name));
  });
});

describe.each(["d1", "libsql"] as const)("the daily sync of an account on %s", (engine) => {
  it("builds what was never read, then reads what has changed, merges and their undo included", async () => {
    const tenant = accounts[engine]!;
    await aDayLater();
    expect(await familiesOf(tenant.account.id)).toHaveLength(3);
    const ctx = await staffContext(tenant);
    const { families } = await tenant.database.read({
      families: select({ id: sql<string>`family_id` }, sql`from family_list order by name`),
    });
    const input = { familyIds: families.slice(0, 2).map(({ id }) => id), studentPairs: [] };
    const { change } = await mergeFamilies(ctx, input);
    await aDayLater();
    const merged = await familiesOf(tenant.account.id);
    expect(merged).toHaveLength(2);
    expect(merged.some(({ words }) => (String(words).match(/"nrobin/g) ?? []).length === 2)).toBe(true);
    await undoChange(contextOf(tenant, ctx.actor), change.id);
    await aDayLater();
    expect(await familiesOf(tenant.account.id)).toHaveLength(3);
  });

  it("is what a rebuild makes, and trims the log behind the cursor only", async () => {
    const tenant = accounts[engine]!;
    await aDayLater();
    const before = await canonicalDump(store);
    await rebuildAccount(store, tenant.account.id);
    const { log } = await tenant.database.read({
      log: select({ first: sql<number>`min(seq)`, last: sql<number>`max(seq)` }, sql`from change_log`),
    });
    const state = await stateOf(tenant.account.id);
    expect(log[0]!.first).toBeGreaterThan(1);
    expect(log[0]!.first).toBeLessThanOrEqual(Number(state!.cursor_seq));
    expect(log[0]!.last).toBe(state!.cursor_seq);
    await aDayLater();
    expect(await canonicalDump(store)).toEqual(before);
  });

  it("builds anew when the log was trimmed beyond the cursor", async () => {
    const tenant = accounts[engine]!;
    const ctx = await staffContext(tenant);
    await createFamily(ctx, familyInput({ name: "Unheard" }));
    await tenant.database.commit({
      statements: [statement(sql`delete from change_log where seq < (select max(seq) from change_log)`)],
    });
    await aDayLater();
    expect((await familiesOf(tenant.account.id)).map(({ name }) => name)).toContain("Unheard");
  });
});

describe("an account that cannot be read", () => {
  it("says so, keeps what was read, holds nobody up, and is read when it is back", async () => {
    const tenant = accounts.d1!;
    const { id } = tenant.account;
    const readBefore = (await stateOf(id))!.synced_at;
    Object.assign(down, { accountId: id, is: true });
    await aDayLater();
    const failed = (await stateOf(id))!;
    expect(failed.error).toContain("could not be read");
    expect(failed.synced_at).toBe(readBefore);
    expect(await familiesOf(id)).not.toHaveLength(0);
    expect((await stateOf(accounts.libsql!.account.id))!.error).toBeNull();
    down.is = false;
    house.clock.nowMs += HOUR_MS;
    await scheduleSyncs(house.services);
    await house.drain();
    expect((await stateOf(id))!).toMatchObject({ error: null, failed_at: null });
  });

  it("leaves the store when it has left the enterprise, and comes back whole", async () => {
    const { id } = accounts.d1!.account;
    await writeControl(sql`delete from enterprise_accounts where account_id = ${id}`);
    await aDayLater();
    expect(await stateOf(id)).toBeUndefined();
    expect(await familiesOf(id)).toHaveLength(0);
    expect((await canonicalDump(store)).search_tokens!.some((row) => row.includes(id))).toBe(false);
    await writeControl(sql`insert into enterprise_accounts (account_id, enterprise_id, created_at, updated_at)
      values (${id}, ${enterprise.id}, 0, 0)`);
    await aDayLater();
    expect(await familiesOf(id)).not.toHaveLength(0);
  });
});

describe("the minute of the day", () => {
  it("is the same every day, and accounts are spread over all of them", () => {
    const ids = Array.from({ length: 1_440 }, (_, i) => `acc_${i}`);
    const hours = new Map<number, number>();
    for (const id of ids) {
      const first = nextSyncAt(id, 0);
      expect(nextSyncAt(id, first)).toBe(first + 24 * HOUR_MS);
      const hour = Math.floor(first / HOUR_MS) % 24;
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    }
    expect(hours.size).toBe(24);
    expect(Math.max(...hours.values())).toBeLessThan(120);
  });
});
