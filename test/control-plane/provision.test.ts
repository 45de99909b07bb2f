import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { PoolEmpty } from "../../control-plane/claim-database.ts";
import { DatabaseUnavailable, StatementFailed } from "../../control-plane/database-errors.ts";
import { DatabaseTaken } from "../../control-plane/database-marks.ts";
import { openTenant } from "../../control-plane/open-tenant.ts";
import {
  abandonProvisioning,
  ProvisionConflict,
  provisionAccount,
  type Seed,
  UrlNameTaken,
} from "../../control-plane/provision-account.ts";
import { select, statement } from "../../control-plane/query.ts";
import { accounts, controlAudit, databasePool } from "../../control-plane/schema.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { emptySqld } from "../harness/databases.ts";
import { type Platform, platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { accountInput, nothing, openTestTenant } from "../harness/tenant.ts";

const seedOnce: Seed = async (account) => ({
  statements: [statement(sql`insert into counters (name, value) values (${`seeded ${account.id}`}, 1)`)],
});

let platform: Platform;

beforeAll(async () => {
  platform = await testPlatform();
});

const holdings = async (accountId: string) =>
  (
    await platform.control.read({
      rows: select(
        { binding: databasePool.binding, state: databasePool.state },
        sql`from ${databasePool} where ${databasePool.accountId} = ${accountId}`,
      ),
    })
  ).rows;
const rowOf = async (accountId: string) =>
  (
    await platform.control.read({
      rows: select({ status: accounts.status }, sql`from ${accounts} where ${accounts.id} = ${accountId}`),
    })
  ).rows[0];

describe("provisioning", () => {
  test.each(["d1", "libsql"] as const)(
    "on %s ends in a ready, migrated, seeded account that can be opened",
    async (engine) => {
      const { account, database } = await openTestTenant({ engine, platform, seed: seedOnce });
      expect(account).toMatchObject({
        status: "ready",
        location: { driver: engine },
        schemaVersion: platform.migrations.length,
      });
      const { seeds } = await database.read({
        seeds: select({ name: sql<string>`name` }, sql`from counters where name like 'seeded %'`),
      });
      expect(seeds).toEqual([{ name: `seeded ${account.id}` }]);
    },
  );

  test("is audited, without the token", async () => {
    const { account } = await openTestTenant({ engine: "libsql", platform });
    const { rows } = await platform.control.read({
      rows: select(
        { action: controlAudit.action, actor: controlAudit.actorId, after: controlAudit.after },
        sql`from ${controlAudit} where ${controlAudit.accountId} = ${account.id} order by ${controlAudit.seq}`,
      ),
    });
    expect(rows.map((row) => row.action)).toEqual(["account.reserve", "account.claim", "account.ready"]);
    expect(rows.map((row) => row.actor)).toEqual(Array(3).fill(testActor.id));
    expect(JSON.stringify(rows)).not.toContain("test-token");
  });

  test("keeps the token encrypted", async () => {
    const { account } = await openTestTenant({ engine: "libsql", platform });
    const { rows } = await platform.control.read({
      rows: select(
        { token: accounts.databaseToken },
        sql`from ${accounts} where ${accounts.id} = ${account.id}`,
      ),
    });
    expect(rows[0]?.token).toMatch(/^v1\./);
    expect(rows[0]?.token).not.toContain("test-token");
  });

  test("the same request again answers the same account; with other particulars it is refused", async () => {
    const input = accountInput();
    const first = await provisionAccount(platform, input, seedOnce, testActor);
    expect(await provisionAccount(platform, input, seedOnce, testActor)).toEqual(first);
    const other = { ...input, currency: "GBP" };
    await expect(provisionAccount(platform, other, nothing, testActor)).rejects.toBeInstanceOf(
      ProvisionConflict,
    );
  });

  test("a taken name, and something that is no name, are refused and leave nothing behind", async () => {
    const input = accountInput();
    await provisionAccount(platform, input, nothing, testActor);
    for (const urlName of [input.urlName, "Summit", "a", "-ab", "ab-", "a--b", "school name", "9lives"]) {
      const wish = accountInput({ urlName });
      await expect(provisionAccount(platform, wish, nothing, testActor)).rejects.toBeInstanceOf(UrlNameTaken);
      expect(await rowOf(wish.accountId)).toBeUndefined();
    }
  });

  test("two at once for one name: one account, one database", async () => {
    const [a, b] = [accountInput({ urlName: "contested" }), accountInput({ urlName: "contested" })];
    const outcomes = await Promise.allSettled(
      [a, b].map((input) => provisionAccount(platform, input, seedOnce, testActor)),
    );
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toBeInstanceOf(UrlNameTaken);
    expect([...(await holdings(a.accountId)), ...(await holdings(b.accountId))]).toHaveLength(1);
  });

  test("one request delivered twice at once: both answer the one account", async () => {
    const input = accountInput();
    const [one, two] = await Promise.all(
      [1, 2].map(() => provisionAccount(platformOver(), input, seedOnce, testActor)),
    );
    expect(one?.id).toBe(two?.id);
    expect(await holdings(input.accountId)).toHaveLength(1);
    const { database } = await openTenant(platform, { accountId: input.accountId });
    const { seeds } = await database.read({
      seeds: select({ n: sql<number>`count(*)` }, sql`from counters where name like 'seeded %'`),
    });
    expect(seeds).toEqual([{ n: 1 }]);
  });
});

describe("a libSQL database", () => {
  test("belongs to one account, however its address is spelt", async () => {
    const url = await emptySqld();
    await provisionAccount(platform, accountInput({ database: { url, token: null } }), nothing, testActor);
    for (const spelling of [url, `${url}/`]) {
      const second = accountInput({ database: { url: spelling, token: null } });
      await expect(provisionAccount(platform, second, nothing, testActor)).rejects.toBeInstanceOf(
        DatabaseTaken,
      );
      expect(await rowOf(second.accountId)).toBeUndefined();
    }
  });

  test("reached through another address it is still refused: it says itself whose it is", async () => {
    const url = await emptySqld();
    await provisionAccount(platform, accountInput({ database: { url, token: null } }), nothing, testActor);
    const alias = accountInput({ database: { url: url.replace("127.0.0.1", "localhost"), token: null } });
    await expect(provisionAccount(platform, alias, nothing, testActor)).rejects.toBeInstanceOf(DatabaseTaken);
  });

  test("that holds something already is refused", async () => {
    const url = await emptySqld();
    const engine = await platform.engines(null, { driver: "libsql", url, sealedToken: null });
    await engine.batch([{ sql: "create table theirs (id text) strict", params: [] }], "write");
    const input = accountInput({ database: { url, token: null } });
    await expect(provisionAccount(platform, input, nothing, testActor)).rejects.toBeInstanceOf(DatabaseTaken);
    const tables = await engine.batch(
      [{ sql: "select name from sqlite_master where name in ('families', 'theirs')", params: [] }],
      "read",
    );
    expect(tables[0]?.rows).toEqual([{ name: "theirs" }]);
  });
});

describe("a step that fails", () => {
  test("for good undoes the reservation: name and database are free again", async () => {
    const input = accountInput();
    const broken: Seed = async () => ({ statements: [statement(sql`insert into no_such_table values (1)`)] });
    await expect(provisionAccount(platform, input, broken, testActor)).rejects.toThrow("no such table");
    expect(await rowOf(input.accountId)).toBeUndefined();
    expect(await holdings(input.accountId)).toEqual([]);
    const again = accountInput({ urlName: input.urlName });
    expect((await provisionAccount(platform, again, seedOnce, testActor)).status).toBe("ready");
  });

  test("because the database is away keeps the reservation for the next try", async () => {
    const input = accountInput();
    const away: Seed = () => Promise.reject(new DatabaseUnavailable("away"));
    await expect(provisionAccount(platform, input, away, testActor)).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    );
    expect(await rowOf(input.accountId)).toEqual({ status: "provisioning" });
    const [held] = await holdings(input.accountId);
    await provisionAccount(platform, input, seedOnce, testActor);
    expect(await holdings(input.accountId)).toEqual([{ binding: held?.binding, state: "claimed" }]);
  });

  test("because it was abandoned meanwhile seeds nothing into a database that is another's by now", async () => {
    const input = accountInput();
    const heir = accountInput();
    const late: Seed = async (account, database) => {
      const [held] = await holdings(account.id);
      await abandonProvisioning(platform, account.id, "gave up", testActor);
      const only = { ...platform, poolBindings: [held?.binding as string] };
      await provisionAccount(only, heir, seedOnce, testActor);
      return seedOnce(account, database);
    };
    await expect(provisionAccount(platform, input, late, testActor)).rejects.toBeInstanceOf(StatementFailed);
    expect(await rowOf(input.accountId)).toBeUndefined();
    const { database } = await openTenant(platform, { accountId: heir.accountId });
    const { seeds } = await database.read({
      seeds: select({ name: sql<string>`name` }, sql`from counters where name like 'seeded %'`),
    });
    expect(seeds).toEqual([{ name: `seeded ${heir.accountId}` }]);
  });

  test("after seeding retires the database: it holds something", async () => {
    const input = accountInput();
    const wrap = (engine: Engine): Engine => ({
      kind: engine.kind,
      batch: async (statements, mode) => {
        if (statements[1]?.sql.includes("set status = 'ready'")) throw new Error("out of luck");
        return engine.batch(statements, mode);
      },
    });
    await expect(provisionAccount(platformOver({ wrap }), input, seedOnce, testActor)).rejects.toThrow(
      "out of luck",
    );
    expect(await rowOf(input.accountId)).toBeUndefined();
    const [held] = await holdings(input.accountId);
    expect(held?.state).toBe("retired");
    const engine = await platform.engines(null, { driver: "d1", binding: held?.binding as string });
    const marks = await engine.batch(
      [{ sql: "select name, value from database_marks where name = 'owner'", params: [] }],
      "read",
    );
    expect(marks[0]?.rows).toEqual([{ name: "owner", value: input.accountId }]);
    await provisionAccount(platform, input, seedOnce, testActor);
    expect((await holdings(input.accountId)).map((held) => held.state).sort()).toEqual([
      "claimed",
      "retired",
    ]);
  });

  test("of an account that is ready cannot be abandoned", async () => {
    const { account } = await openTestTenant({ engine: "d1", platform });
    await abandonProvisioning(platform, account.id, "by mistake", testActor);
    expect(await rowOf(account.id)).toEqual({ status: "ready" });
  });

  test("for want of a database leaves nothing behind", async () => {
    const input = accountInput();
    const dry = { ...platform, poolBindings: [] };
    await expect(provisionAccount(dry, input, nothing, testActor)).rejects.toBeInstanceOf(PoolEmpty);
    expect(await rowOf(input.accountId)).toBeUndefined();
  });
});
