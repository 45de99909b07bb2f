import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { provisionAccount, type Seed } from "../../control-plane/provision-account.ts";
import { select, statement } from "../../control-plane/query.ts";
import { databasePool } from "../../control-plane/schema.ts";
import type { Migration } from "../../tenant-schema/migrations/manifest.ts";
import { emptySqld } from "../harness/databases.ts";
import { Killed, killAt } from "../harness/faults.ts";
import { platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { accountInput } from "../harness/tenant.ts";

// Two small migrations: what is tested is the order of the calls, and each kill point costs a pooled database.
const migrations: readonly Migration[] = [
  { version: 1, name: "one", sql: "CREATE TABLE greetings (id TEXT PRIMARY KEY) STRICT;" },
  { version: 2, name: "two", sql: "ALTER TABLE greetings ADD COLUMN text TEXT;" },
];
const seed: Seed = async (account) => ({
  statements: [statement(sql`insert into greetings (id, text) values (${account.id}, 'hello')`)],
});
const MORE_THAN_ENOUGH_CALLS = 60;

beforeAll(async () => {
  await testPlatform({ migrations });
});

/** Kills a provisioning at its n-th call, tries again, and says how it stands; false once n is past the end. */
async function killThenRetry(
  n: number,
  moment: "before" | "after",
  database: "pool" | "libsql",
): Promise<boolean> {
  const where = database === "pool" ? "pool" : { url: await emptySqld(), token: "t" };
  const input = accountInput({ database: where });
  const killer = killAt(n, moment);
  const first = provisionAccount(platformOver({ migrations, wrap: killer.wrap }), input, seed, testActor);
  const error = await first.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const platform = platformOver({ migrations });
  const account = await provisionAccount(platform, input, seed, testActor);
  expect(account.status, `call ${n}`).toBe("ready");
  const opened = await openTenant(platform, { accountId: account.id });
  const { greetings } = await opened.database.read({
    greetings: select({ id: sql<string>`id` }, sql`from greetings`),
  });
  expect(greetings, `call ${n}`).toEqual([{ id: account.id }]);
  await expectOneClaim(account.id, database);
  if (error !== undefined) expect(error).toBeInstanceOf(Killed);
  return error !== undefined;
}

async function expectOneClaim(accountId: string, database: "pool" | "libsql"): Promise<void> {
  const { control } = platformOver();
  const { claims, strays } = await control.read({
    claims: select(
      { state: databasePool.state },
      sql`from ${databasePool} where ${databasePool.accountId} = ${accountId}`,
    ),
    strays: select(
      { binding: databasePool.binding },
      sql`from ${databasePool} where ${databasePool.state} = 'claimed'
        and ${databasePool.accountId} not in (select id from accounts where d1_binding is not null)`,
    ),
  });
  expect(claims).toEqual(database === "pool" ? [{ state: "claimed" }] : []);
  expect(strays).toEqual([]);
}

describe.each(["pool", "libsql"] as const)("killed at every database call (%s)", (database) => {
  test.each(["before", "after"] as const)(
    "%s it is made: a retry finishes, with one database",
    async (moment) => {
      let killPoints = 0;
      for (let n = 1; n < MORE_THAN_ENOUGH_CALLS; n++) {
        if (!(await killThenRetry(n, moment, database))) break;
        killPoints = n;
      }
      // The steps are reserve, read, claim, read, mark, migrate, note, read, seed, ready, read: fewer kill points
      // would mean that the injector missed some.
      expect(killPoints).toBeGreaterThanOrEqual(13);
      expect(killPoints).toBeLessThan(MORE_THAN_ENOUGH_CALLS - 1);
    },
  );
});
