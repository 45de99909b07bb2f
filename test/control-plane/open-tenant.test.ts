import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { closeAccount, suspendAccount, unsuspendAccount } from "../../control-plane/close-account.ts";
import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import { DIRECTORY_TTL_MS, Directory } from "../../control-plane/directory.ts";
import {
  AccountClosed,
  AccountMigrating,
  AccountSuspended,
  AccountUnknown,
  openTenant,
} from "../../control-plane/open-tenant.ts";
import { provisionAccount } from "../../control-plane/provision-account.ts";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Migration } from "../../tenant-schema/migrations/manifest.ts";
import { ENGINES } from "../harness/databases.ts";
import { platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { accountInput, openTestTenant } from "../harness/tenant.ts";

const versions: readonly Migration[] = [
  { version: 1, name: "one", sql: "CREATE TABLE pupils (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;" },
  { version: 2, name: "two", sql: "ALTER TABLE pupils ADD COLUMN nickname TEXT;" },
  { version: 3, name: "three", sql: "ALTER TABLE pupils ADD COLUMN pronouns TEXT;" },
  { version: 4, name: "four", sql: "CREATE INDEX pupils_name ON pupils (name);" },
];
const upTo = (version: number) => versions.slice(0, version);

describe.each(ENGINES)("two accounts on %s", (engine) => {
  test("with equal ids never see each other", async () => {
    const platform = await testPlatform({ migrations: upTo(1) });
    const [one, two] = [
      await openTestTenant({ engine, platform }),
      await openTestTenant({ engine, platform }),
    ];
    const insert = (name: string) => ({
      statements: [statement(sql`insert into pupils (id, name) values ('stu_same', ${name})`)],
    });
    await one.database.commit(insert("One"));
    await two.database.commit(insert("Two"));
    const names = select({ name: sql<string>`name` }, sql`from pupils where id = 'stu_same'`);
    expect((await one.database.read({ names })).names).toEqual([{ name: "One" }]);
    expect((await two.database.read({ names })).names).toEqual([{ name: "Two" }]);
    expect(one.database.accountId).not.toBe(two.database.accountId);
  });
});

describe("who is let in", () => {
  let nowMs = 1_000_000;
  const now = () => nowMs;

  beforeEach(() => {
    nowMs += 1_000_000;
  });

  async function setUp() {
    const platform = await testPlatform({ migrations: upTo(1), now });
    const { account } = await openTestTenant({ engine: "d1", platform });
    const elsewhere = platformOver({ migrations: upTo(1), now });
    return {
      platform,
      elsewhere,
      account,
      byName: { urlName: account.urlName },
      byId: { accountId: account.id },
    };
  }

  test("nobody to an account that does not exist, or is not ready", async () => {
    const { platform } = await setUp();
    await expect(openTenant(platform, { urlName: "no-such-school" })).rejects.toBeInstanceOf(AccountUnknown);
    await expect(openTenant(platform, { accountId: newId("account") })).rejects.toBeInstanceOf(
      AccountUnknown,
    );
    const input = accountInput();
    const stuck = () => Promise.reject(new DatabaseUnavailable("away"));
    await expect(provisionAccount(platform, input, stuck, testActor)).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    );
    await expect(openTenant(platform, { urlName: input.urlName })).rejects.toBeInstanceOf(AccountUnknown);
  });

  test("nobody to a suspended or closing account, at once where it was changed", async () => {
    const { platform, byName, byId } = await setUp();
    expect((await openTenant(platform, byName)).account.id).toBe(byId.accountId);
    await suspendAccount(platform, { ...byId, reason: "unpaid" }, testActor);
    await expect(openTenant(platform, byName)).rejects.toBeInstanceOf(AccountSuspended);
    await unsuspendAccount(platform, { ...byId, reason: "paid" }, testActor);
    await openTenant(platform, byName);
    await closeAccount(platform, { ...byId, reason: "leaving", closesAt: nowMs + 1 }, testActor);
    await expect(openTenant(platform, byId)).rejects.toBeInstanceOf(AccountClosed);
  });

  test("elsewhere a suspension arrives within 30 seconds, and not before the cache is asked again", async () => {
    const { platform, elsewhere, byName, byId } = await setUp();
    await openTenant(elsewhere, byName);
    await suspendAccount(platform, { ...byId, reason: "unpaid" }, testActor);
    nowMs += DIRECTORY_TTL_MS - 1;
    await openTenant(elsewhere, byName);
    nowMs += 1;
    await expect(openTenant(elsewhere, byName)).rejects.toBeInstanceOf(AccountSuspended);
    expect(DIRECTORY_TTL_MS).toBeLessThanOrEqual(30_000);
  });

  test("a refusal is remembered no longer than an admission", async () => {
    const { platform, elsewhere, byName, byId } = await setUp();
    await suspendAccount(platform, { ...byId, reason: "unpaid" }, testActor);
    await expect(openTenant(elsewhere, byName)).rejects.toBeInstanceOf(AccountSuspended);
    await unsuspendAccount(platform, { ...byId, reason: "paid" }, testActor);
    elsewhere.directory.forget(byId.accountId);
    expect((await openTenant(elsewhere, byName)).account.status).toBe("ready");
  });

  test("opening a known account again costs no trip, by name or by id", async () => {
    const { elsewhere, byName, byId } = await setUp();
    await openTenant(elsewhere, byName);
    const before = elsewhere.control.meter.trips;
    await openTenant(elsewhere, byName);
    await openTenant(elsewhere, byId);
    expect(elsewhere.control.meter.trips).toBe(before);
  });
});

describe("an account's database and the code's version", () => {
  async function at(version: number) {
    const platform = await testPlatform({ migrations: upTo(version) });
    const { account } = await openTestTenant({ engine: "d1", platform });
    return (code: number) => {
      const opener = platformOver({ migrations: upTo(code), directory: new Directory() });
      return { opener, open: () => openTenant(opener, { accountId: account.id }) };
    };
  }

  test("the same version: served, nothing in the background", async () => {
    const { opener, open } = (await at(2))(2);
    expect((await open()).database.schemaVersion).toBe(2);
    expect(opener.background).toHaveLength(0);
  });

  test("one older: served by the new code, and migrated in the background", async () => {
    const { opener, open } = (await at(2))(3);
    const { database } = await open();
    expect(database.schemaVersion).toBe(2);
    await database.commit({
      statements: [statement(sql`insert into pupils (id, name) values ('stu_1', 'Kim')`)],
    });
    expect(opener.background).toHaveLength(1);
    await Promise.all(opener.background);
    expect((await open()).database.schemaVersion).toBe(3);
    const { rows } = await database.read({
      rows: select({ pronouns: sql<null>`pronouns` }, sql`from pupils`),
    });
    expect(rows).toEqual([{ pronouns: null }]);
  });

  test("two older: refused, migrated, then served", async () => {
    const { opener, open } = (await at(1))(3);
    await expect(open()).rejects.toBeInstanceOf(AccountMigrating);
    await Promise.all(opener.background);
    expect((await open()).database.schemaVersion).toBe(3);
  });

  test("one newer: old code reads and writes the new schema, and leaves it alone", async () => {
    const { opener, open } = (await at(3))(2);
    const { database } = await open();
    await database.commit({
      statements: [statement(sql`insert into pupils (id, name, nickname) values ('stu_1', 'Kim', 'K')`)],
    });
    const { rows } = await database.read({
      rows: select({ id: sql<string>`id`, nickname: sql<string>`nickname` }, sql`from pupils`),
    });
    expect(rows).toEqual([{ id: "stu_1", nickname: "K" }]);
    expect(opener.background).toHaveLength(0);
  });

  test("two newer: refused, since nobody promised that this works", async () => {
    const { opener, open } = (await at(4))(2);
    await expect(open()).rejects.toBeInstanceOf(AccountMigrating);
    expect(opener.background).toHaveLength(0);
  });

  test("a busy account does not start a migration with every request", async () => {
    const { opener, open } = (await at(2))(3);
    await Promise.all([open(), open(), open(), open()]);
    expect(opener.background).toHaveLength(1);
    await Promise.all(opener.background);
  });
});
