import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DatabaseUnavailable, GuardFailed } from "../../control-plane/database-errors.ts";
import { select, statement } from "../../control-plane/query.ts";
import { SqlDatabase } from "../../control-plane/tenant-database.ts";
import { guard } from "../../worker/kernel/row-statements.ts";
import { GroupingEngine } from "../../worker/live/grouping-engine.ts";
import { ENGINES } from "../harness/databases.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe.each(ENGINES)("batches that are run together on %s", async (kind) => {
  const counted = { batches: 0, fault: null as Error | null };
  const platform = await testPlatform();
  const { account } = await openTestTenant({ engine: kind, platform });
  const inner = await platform.engines(account.id, account.location!);
  const engine = new GroupingEngine({
    kind,
    batch: (statements, mode) => {
      counted.batches += 1;
      return counted.fault ? Promise.reject(counted.fault) : inner.batch(statements, mode);
    },
  });
  const database = () => new SqlDatabase(engine);
  const places = sql`(select count(*) from counters where name like 'place-%') < 5`;
  const take = (name: string) =>
    database().commit({
      statements: [
        guard("place_left", places),
        statement(sql`insert into counters (name, value) values (${`place-${name}`}, 1)`),
      ],
    });
  const taken = async () => {
    const { found } = await database().read({
      found: select({ name: sql<string>`name` }, sql`from counters where name like 'place-%' order by name`),
    });
    return found.map(({ name }) => name);
  };

  it("gives the places to those who came first, fails exactly the others, and takes few trips", async () => {
    counted.batches = 0;
    const names = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, "0"));
    const settled = await Promise.allSettled(names.map(take));
    const won = names.filter((_, i) => settled[i]!.status === "fulfilled");
    expect(won).toEqual(names.slice(0, 5));
    const reasons = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(reasons.every((reason) => reason instanceof GuardFailed && reason.guard === "place_left")).toBe(
      true,
    );
    expect(await taken()).toEqual(won.map((name) => `place-${name}`));
  });

  it("reads of many are one trip", async () => {
    counted.batches = 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        database().read({ one: select({ value: sql<number>`${i}` }, sql``) }),
      ),
    );
    expect(answers.map(({ one }) => Number(one[0]!.value))).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(counted.batches).toBe(1);
  });

  it("writes of many that all hold are one trip", async () => {
    counted.batches = 0;
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        database().commit({
          statements: [statement(sql`insert into counters (name, value) values (${`free-${i}`}, ${i})`)],
        }),
      ),
    );
    expect(counted.batches).toBe(1);
  });

  it("does not try again what may have been committed", async () => {
    counted.batches = 0;
    counted.fault = new DatabaseUnavailable("lost on the way");
    const settled = await Promise.allSettled(["x", "y", "z"].map(take));
    counted.fault = null;
    expect(settled.every((one) => one.status === "rejected")).toBe(true);
    expect(counted.batches).toBe(1);
  });
});
