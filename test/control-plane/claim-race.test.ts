import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimPooled, PoolEmpty } from "../../control-plane/claim-database.ts";
import type { ControlDatabase } from "../../control-plane/control-database.ts";
import { StatementFailed } from "../../control-plane/database-errors.ts";
import { select, statement } from "../../control-plane/query.ts";
import { accounts, databasePool } from "../../control-plane/schema.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { barrier } from "../harness/barrier.ts";
import { platformOver, testActor, testPlatform } from "../harness/platform.ts";

let control: ControlDatabase;

beforeAll(async () => {
  ({ control } = await testPlatform());
});

beforeEach(async () => {
  await control.commit({
    statements: [
      sql`update accounts set status = 'closed', driver = null, d1_binding = null`,
      sql`update database_pool set state = 'free', account_id = null, claimed_at = null`,
    ].map(statement),
  });
});

async function reserved(): Promise<string> {
  const id = newId("account");
  await control.commit({
    statements: [
      statement(sql`insert into accounts (id, url_name, display_name, plan, status, time_zone, locale, currency, phone_region, created_at)
        values (${id}, ${id}, 'Race', 'elite', 'provisioning', 'UTC', 'en-US', 'USD', 'US', 0)`),
    ],
  });
  return id;
}

/** Holds every write back until `writers` of them are ready, and may take statements out of it. */
function racing(writers: number, without?: RegExp) {
  const meet = barrier(writers);
  return (engine: Engine): Engine => ({
    kind: engine.kind,
    async batch(statements, mode) {
      if (mode === "write") await meet();
      return engine.batch(without ? statements.filter((one) => !without.test(one.sql)) : statements, mode);
    },
  });
}

const claims = async () =>
  (
    await control.read({
      rows: select(
        { account: accounts.id, binding: accounts.d1Binding },
        sql`from ${accounts} join ${databasePool} on ${databasePool.accountId} = ${accounts.id} and ${databasePool.state} = 'claimed'`,
      ),
    })
  ).rows;

describe("claiming a pooled database", () => {
  test("eight accounts at once get eight different databases", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, reserved));
    const platform = platformOver({ wrap: racing(8) });
    await Promise.all(ids.map((id) => claimPooled(platform, id, testActor)));
    const rows = await claims();
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map((row) => row.binding)).size).toBe(8);
  });

  test("two accounts for the last one: one has it, the other hears that the pool is empty", async () => {
    const ids = await Promise.all([reserved(), reserved()]);
    const platform = { ...platformOver({ wrap: racing(2) }), poolBindings: ["TENANT_0001"] };
    const outcomes = await Promise.allSettled(ids.map((id) => claimPooled(platform, id, testActor)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toBeInstanceOf(PoolEmpty);
    expect(await claims()).toHaveLength(1);
  });

  test("without the guard the loser no longer hears why: only the table's own check is left", async () => {
    const ids = await Promise.all([reserved(), reserved()]);
    const platform = {
      ...platformOver({ wrap: racing(2, /insert into guard/) }),
      poolBindings: ["TENANT_0001"],
    };
    const outcomes = await Promise.allSettled(ids.map((id) => claimPooled(platform, id, testActor)));
    const reason = outcomes.find((outcome) => outcome.status === "rejected")?.reason;
    expect(reason).toBeInstanceOf(StatementFailed);
  });

  test("an account abandoned meanwhile takes no database with it; without the guard it would", async () => {
    const gone = newId("account");
    await expect(claimPooled(platformOver(), gone, testActor)).rejects.toMatchObject({
      guard: "database_ours",
    });
    const strays = select(
      { id: databasePool.accountId },
      sql`from ${databasePool} where ${databasePool.accountId} = ${gone}`,
    );
    expect((await control.read({ strays })).strays).toEqual([]);
    await claimPooled(platformOver({ wrap: racing(1, /guard \(database_ours\)/) }), gone, testActor);
    expect((await control.read({ strays })).strays).toEqual([{ id: gone }]);
  });

  test("one account twice at once gets one database", async () => {
    const id = await reserved();
    const platform = platformOver({ wrap: racing(2) });
    await Promise.all([1, 2].map(() => claimPooled(platform, id, testActor)));
    expect(await claims()).toHaveLength(1);
  });
});
