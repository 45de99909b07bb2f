import { getTableColumns, getTableName, is, sql, Table } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as acrossSchema from "../../control-plane/across-accounts-schema.ts";
import { openDeadLetters, recordDeadLetter, resolveDeadLetter } from "../../control-plane/dead-letters.ts";
import { accountsDue, settleDue, wakeAccountBy } from "../../control-plane/due-accounts.ts";
import * as enterpriseSchema from "../../control-plane/enterprise-schema.ts";
import { topUpPool } from "../../control-plane/pool.ts";
import { select, statement } from "../../control-plane/query.ts";
import * as schema from "../../control-plane/schema.ts";
import { type Platform, platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

let platform: Platform;

beforeAll(async () => {
  platform = await testPlatform({ migrations: [] });
});

describe("the control plane's tables", () => {
  test("are what schema.ts says, column by column", async () => {
    const declaredTables = [
      ...Object.values(schema),
      ...Object.values(enterpriseSchema),
      ...Object.values(acrossSchema),
    ];
    for (const table of declaredTables.filter((value) => is(value, Table))) {
      const { columns } = await platform.control.read({
        columns: select(
          { name: sql<string>`name`, type: sql<string>`type`, required: sql<number>`"notnull" or pk` },
          sql`from pragma_table_info(${getTableName(table)}) order by name`,
        ),
      });
      const declared = Object.values(getTableColumns(table))
        .map((column) => ({
          name: column.keyAsName ? toSnakeCase(column.name) : column.name,
          type: column.getSQLType().toUpperCase(),
          required: Number(column.notNull),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      expect(columns, getTableName(table)).toEqual(declared);
    }
  });

  test("keep the audit log growing only", async () => {
    await openTestTenant({ engine: "d1", platform });
    await platform.control.commit({
      statements: [
        statement(sql`insert into enterprise_audit (at, enterprise_id, user_name, user_level, action, summary)
          values (0, 'ent_x', 'x', 'system', 'x', 'x')`),
      ],
    });
    for (const attempt of [
      sql`update control_audit set action = 'x'`,
      sql`delete from control_audit`,
      sql`update enterprise_audit set action = 'x'`,
      sql`delete from enterprise_audit`,
    ]) {
      await expect(platform.control.commit({ statements: [statement(attempt)] })).rejects.toThrow(
        "the audit log only grows",
      );
    }
  });
});

describe("the pool", () => {
  test("learns new bindings once, and migrates free databases a few at a time", async () => {
    const migrations = [{ version: 1, name: "one", sql: "CREATE TABLE t (id TEXT) STRICT;" }];
    const deps = platformOver({ migrations });
    const free = (await topUpPool({ ...deps, migrations: [] }, 0)).free;
    expect(await topUpPool(deps, 2)).toEqual({ free, migrated: 2, failures: [] });
    const { ready } = await platform.control.read({
      ready: select(
        { n: sql<number>`count(*)` },
        sql`from database_pool where state = 'free' and schema_version = 1`,
      ),
    });
    expect(ready).toEqual([{ n: 2 }]);
  });

  test("gives out a migrated database first", async () => {
    const { account } = await openTestTenant({ engine: "d1", platform });
    expect(account.schemaVersion).toBe(1);
  });

  test("names the database that cannot be migrated and goes on with the others", async () => {
    const deps = {
      ...platformOver({ migrations: [{ version: 1, name: "one", sql: "CREATE TABLE t (id TEXT) STRICT;" }] }),
    };
    const { behind } = await platform.control.read({
      behind: select(
        { binding: sql<string>`binding` },
        sql`from database_pool where state = 'free' and schema_version = 0 order by binding limit 1`,
      ),
    });
    const unlucky = behind[0]?.binding as string;
    const engine = await deps.engines(null, { driver: "d1", binding: unlucky });
    await engine.batch([{ sql: "create table t (other text)", params: [] }], "write");
    const report = await topUpPool(deps, 3);
    expect(report.migrated).toBe(2);
    expect(report.failures).toEqual([{ binding: unlucky, error: expect.stringContaining("already exists") }]);
  });
});

describe("dead letters", () => {
  const letter = (messageId: string, accountId: string | null = null) => ({
    messageId,
    accountId,
    queue: "chalkline-jobs",
    body: "{}",
    error: "boom",
    attempts: 6,
  });

  beforeEach(async () => {
    await platform.control.commit({ statements: [statement(sql`delete from dead_letters`)] });
  });

  test("a letter delivered twice is one; pages follow each other; an account sees its own", async () => {
    for (const [i, id] of ["m1", "m2", "m2", "m3"].entries()) {
      await recordDeadLetter(platform.control, letter(id, id === "m3" ? "acc_x" : null), i);
    }
    const first = await openDeadLetters(platform.control, { accountId: null, after: null, limit: 2 });
    expect(first.map((row) => row.failedAt)).toEqual([0, 1]);
    const second = await openDeadLetters(platform.control, {
      accountId: null,
      after: first.at(-1) ?? null,
      limit: 2,
    });
    expect(second.map((row) => row.failedAt)).toEqual([3]);
    const own = await openDeadLetters(platform.control, { accountId: "acc_x", after: null, limit: 9 });
    expect(own.map((row) => row.accountId)).toEqual(["acc_x"]);
  });

  test("a resolved letter is gone from the list; resolving it again changes nothing", async () => {
    await recordDeadLetter(platform.control, letter("m9"), 5);
    const [row] = await openDeadLetters(platform.control, { accountId: null, after: null, limit: 1 });
    const id = row?.id as string;
    expect(await resolveDeadLetter(platform.control, id, testActor, 6)).toBe(true);
    expect(await resolveDeadLetter(platform.control, id, testActor, 7)).toBe(false);
    expect(await resolveDeadLetter(platform.control, "dle_none", testActor, 7)).toBe(false);
    expect(await openDeadLetters(platform.control, { accountId: null, after: null, limit: 1 })).toEqual([]);
    const { audits } = await platform.control.read({
      audits: select(
        { n: sql<number>`count(*)` },
        sql`from control_audit where action = 'dead-letter.resolve'`,
      ),
    });
    expect(audits).toEqual([{ n: 1 }]);
  });
});

describe("due accounts", () => {
  test("are told the most overdue first; an earlier wish wins; settling keeps a newer, earlier wish", async () => {
    const [a, b] = [
      await openTestTenant({ engine: "d1", platform }),
      await openTestTenant({ engine: "d1", platform }),
    ];
    const { control } = platform;
    await wakeAccountBy(control, a.account.id, 200);
    await wakeAccountBy(control, a.account.id, 300);
    await wakeAccountBy(control, b.account.id, 100);
    expect(await accountsDue(control, 199, 9)).toEqual([{ id: b.account.id, dueAt: 100 }]);
    const due = await accountsDue(control, 200, 9);
    expect(due.map((one) => one.id)).toEqual([b.account.id, a.account.id]);
    await wakeAccountBy(control, b.account.id, 50);
    for (const one of due) await settleDue(control, one, null);
    expect(await accountsDue(control, 1_000, 9)).toEqual([{ id: b.account.id, dueAt: 50 }]);
  });
});
