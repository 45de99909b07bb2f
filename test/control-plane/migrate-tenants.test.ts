import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  type FanOutDeps,
  handOutAccounts,
  type MigrationMessage,
  migratePage,
  migrationProgress,
  resumeMigrationRun,
  startMigrationRun,
} from "../../control-plane/migrate-tenants.ts";
import { statement } from "../../control-plane/query.ts";
import type { Migration } from "../../tenant-schema/migrations/manifest.ts";
import { barrier } from "../harness/barrier.ts";
import { Killed, killAt } from "../harness/faults.ts";
import { type Platform, platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const one: Migration = { version: 1, name: "one", sql: "CREATE TABLE pupils (id TEXT PRIMARY KEY) STRICT;" };
const two: Migration = {
  version: 2,
  name: "two",
  sql: "CREATE TABLE teachers (id TEXT PRIMARY KEY) STRICT;",
};
const three: Migration = { version: 3, name: "three", sql: "ALTER TABLE pupils ADD COLUMN name TEXT;" };

/** A queue in memory that may lose, or stop. */
function fanOut(platform: Platform): FanOutDeps & { queue: MigrationMessage[] } {
  const queue: MigrationMessage[] = [];
  return { ...platform, queue, send: async (messages) => void queue.push(...messages) };
}

async function handle(deps: FanOutDeps, message: MigrationMessage): Promise<void> {
  if (message.kind === "migrate-tenants.hand-out") await handOutAccounts(deps, message.runId);
  else await migratePage(deps, message.runId, message.accountIds);
}

async function drain(deps: FanOutDeps & { queue: MigrationMessage[] }): Promise<void> {
  for (let message = deps.queue.shift(); message; message = deps.queue.shift()) await handle(deps, message);
}

const versionOf = async (platform: Platform, accountId: string) =>
  (await platform.directory.find(platform.control, { accountId }))?.schemaVersion;

describe("migrating every account", () => {
  let old: Platform;
  let ids: string[];

  beforeEach(async () => {
    old = await testPlatform({ migrations: [one] });
    // The accounts of an earlier test are out of the way.
    await old.control.commit({ statements: [statement(sql`update accounts set status = 'closed'`)] });
    ids = [];
    for (const engine of ["d1", "libsql", "libsql"] as const) {
      ids.push((await openTestTenant({ engine, platform: old })).account.id);
    }
    ids.sort();
  });

  test("brings each to the new version and reports it", async () => {
    const deps = fanOut(platformOver({ migrations: [one, two, three] }));
    const runId = await startMigrationRun(deps, testActor);
    await drain(deps);
    expect(await migrationProgress(deps.control, runId)).toEqual({
      waiting: 0,
      done: 3,
      failed: 0,
      handedOut: true,
      failures: [],
    });
    for (const id of ids) expect(await versionOf(platformOver(), id)).toBe(3);
  });

  test("one that fails is listed with its reason and holds up nobody; resumed, it finishes", async () => {
    const deps = fanOut(platformOver({ migrations: [one, two, three] }));
    const [unlucky] = ids as [string];
    const account = await old.directory.find(old.control, { accountId: unlucky });
    const engine = await old.engines(
      unlucky,
      account?.location as NonNullable<typeof account>["location"] & object,
    );
    await engine.batch([{ sql: "create table teachers (x text) strict", params: [] }], "write");

    const runId = await startMigrationRun(deps, testActor);
    await drain(deps);
    const progress = await migrationProgress(deps.control, runId);
    expect(progress).toMatchObject({ waiting: 0, done: 2, failed: 1 });
    expect(progress.failures).toEqual([
      { accountId: unlucky, attempts: 1, error: expect.stringContaining("Migration 2 (two) failed") },
    ]);
    expect(await versionOf(platformOver(), unlucky)).toBe(1);

    await engine.batch([{ sql: "drop table teachers", params: [] }], "write");
    await resumeMigrationRun(deps, runId, testActor);
    await drain(deps);
    expect(await migrationProgress(deps.control, runId)).toMatchObject({ waiting: 0, done: 3, failed: 0 });
    expect(await versionOf(platformOver(), unlucky)).toBe(3);
  });

  test("what fails half way is noted where it stands", async () => {
    const bad: Migration = { version: 3, name: "bad", sql: "INSERT INTO absent VALUES (1);" };
    const deps = fanOut(platformOver({ migrations: [one, two, bad] }));
    const runId = await startMigrationRun(deps, testActor);
    await drain(deps);
    expect(await migrationProgress(deps.control, runId)).toMatchObject({ done: 0, failed: 3 });
    for (const id of ids) expect(await versionOf(platformOver(), id)).toBe(2);
  });

  test("killed at any database call, a resumed run finishes", async () => {
    for (let n = 1, killed = true; killed; n++) {
      const next: Migration = {
        version: n + 1,
        name: `next ${n}`,
        sql: `CREATE TABLE extra_${n} (id TEXT) STRICT;`,
      };
      const migrations = Array.from({ length: n }, (_, i) => ({
        version: i + 1,
        name: `${i + 1}`,
        sql: "SELECT 1;",
      })).concat(next);
      const dying = fanOut(platformOver({ migrations, wrap: killAt(n, "after").wrap }));
      const start = await startMigrationRun(fanOut(platformOver({ migrations })), testActor);
      dying.queue.push({ kind: "migrate-tenants.hand-out", runId: start });
      const error = await drain(dying).catch((reason: unknown) => reason);
      killed = error !== undefined;
      if (killed) expect(error).toBeInstanceOf(Killed);
      const revived = fanOut(platformOver({ migrations }));
      await resumeMigrationRun(revived, start, testActor);
      await drain(revived);
      const progress = await migrationProgress(revived.control, start);
      expect(progress, `call ${n}`).toMatchObject({ waiting: 0, failed: 0, handedOut: true });
      for (const id of ids) expect(await versionOf(platformOver(), id), `call ${n}`).toBe(n + 1);
      expect(n).toBeLessThan(40);
    }
  });

  test("every message delivered twice at once hands each account out once, and changes nothing", async () => {
    const meet = barrier(2);
    const deps = fanOut(platformOver({ migrations: [one, two] }));
    // Both consumers of the hand-out have read where the run stands before either moves it.
    const paused = fanOut(
      platformOver({
        migrations: [one, two],
        wrap: (engine) => ({
          kind: engine.kind,
          batch: async (statements, mode) => {
            const results = await engine.batch(statements, mode);
            if (mode === "read" && statements[0]?.sql.includes("migration_runs")) await meet();
            return results;
          },
        }),
      }),
    );
    const runId = await startMigrationRun(deps, testActor);
    await Promise.all([handOutAccounts(paused, runId), handOutAccounts(paused, runId)]);
    expect(paused.queue).toEqual([
      { kind: "migrate-tenants.page", runId, accountIds: ids },
      { kind: "migrate-tenants.hand-out", runId },
    ]);
    await Promise.all([migratePage(deps, runId, ids), migratePage(deps, runId, ids)]);
    await handOutAccounts(deps, runId);
    await handOutAccounts(deps, runId);
    const progress = await migrationProgress(deps.control, runId);
    expect(progress).toMatchObject({ waiting: 0, done: 3, failed: 0, handedOut: true });
  });

  test("thousands of accounts travel in pages, over several hand-outs", async () => {
    const names = JSON.stringify(
      Array.from({ length: 1_203 }, (_, i) => `acc_bulk${String(i).padStart(5, "0")}`),
    );
    await old.control.commit({
      statements: [
        statement(sql`insert into accounts (id, url_name, display_name, plan, status, driver, database_url, schema_version,
            time_zone, locale, currency, phone_region, created_at)
          select value, value, value, 'elite', 'ready', 'libsql', 'http://127.0.0.1:1/' || value, 1, 'UTC', 'en', 'USD', 'US', 0
          from json_each(${names})`),
      ],
    });
    const deps = fanOut(platformOver({ migrations: [one, two] }));
    const runId = await startMigrationRun(deps, testActor);
    const seen: string[] = [];
    let handOuts = 0;
    for (let message = deps.queue.shift(); message; message = deps.queue.shift()) {
      if (message.kind === "migrate-tenants.page") seen.push(...message.accountIds);
      else {
        handOuts += 1;
        await handle(deps, message);
      }
    }
    expect(new Set(seen).size).toBe(1_206);
    expect(seen).toHaveLength(1_206);
    expect(handOuts).toBe(4);
    expect(await migrationProgress(deps.control, runId)).toMatchObject({ waiting: 1_206, handedOut: true });
    await old.control.commit({
      statements: [
        statement(sql`delete from migration_results where account_id like 'acc_bulk%'`),
        statement(sql`delete from accounts where id like 'acc_bulk%'`),
      ],
    });
  });
});
