import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Query, select, statement } from "../../../control-plane/query.ts";
import type { Engine } from "../../../control-plane/tenant-database.ts";
import { newMeter, SqlDatabase } from "../../../control-plane/tenant-database.ts";
import { ENGINES, emptyDatabase } from "../../harness/databases.ts";

const ROWS = 2_000;

describe.each(ENGINES)("costs on %s", (kind) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await emptyDatabase(kind);
    const numbers = JSON.stringify(Array.from({ length: ROWS }, (_, i) => `f${String(i).padStart(5, "0")}`));
    await new SqlDatabase(engine).commit({
      statements: [
        statement(
          sql`create table families (id text primary key, sort_name text not null, note text) strict, without rowid`,
        ),
        statement(sql`create index families_by_name on families (sort_name, id)`),
        statement(
          sql`insert into families (id, sort_name, note) select value, value, 'n' from json_each(${numbers})`,
        ),
      ],
    });
  });

  async function cost(...queries: Query<unknown>[]) {
    const database = new SqlDatabase(engine, newMeter());
    await database.read(Object.fromEntries(queries.map((query, i) => [`q${i}`, query])));
    return database.meter;
  }
  async function writeCost(template: ReturnType<typeof sql>) {
    const database = new SqlDatabase(engine, newMeter());
    await database.commit({ statements: [statement(template)] });
    return database.meter;
  }
  const page = (after: string, limit: number) =>
    select(
      { id: sql<string>`id` },
      sql`from families where (sort_name, id) > (${after}, ${after}) order by sort_name, id limit ${limit}`,
    );

  test("a covered page reads the rows it shows and the one it continues after, however deep and however large the table", async () => {
    expect((await cost(page("", 51))).rowsRead).toBe(51);
    expect((await cost(page("f01900", 51))).rowsRead).toBe(52);
  });

  test("a key reads one row; a count reads every row on D1, and on libSQL the pages that hold them", async () => {
    expect(
      (await cost(select({ note: sql<string>`note` }, sql`from families where id = 'f00042'`))).rowsRead,
    ).toBe(1);
    const counted = (await cost(select({ n: sql<number>`count(*)` }, sql`from families`))).rowsRead;
    if (kind === "d1") expect(counted).toBe(ROWS);
    else expect(counted).toBeLessThan(ROWS / 10);
  });

  test("several queries are one trip whose rows add up", async () => {
    const meter = await cost(page("", 10), page("f01000", 20));
    expect(meter.trips).toBe(1);
    expect(meter.rowsRead).toBe(31);
    expect(meter.rowsWritten).toBe(0);
  });

  test("the time a trip takes is counted", async () => {
    // A count that takes longer than the clock of a Worker is coarse.
    const numbers = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 300000) select count(*) from n`;
    const meter = await cost(select({ n: sql<number>`(${numbers})` }, sql``));
    expect(meter.databaseMs).toBeGreaterThan(0);
  });

  test("a written row counts once per b-tree that changes", async () => {
    expect((await writeCost(sql`insert into families (id, sort_name) values ('g1', 'g1')`)).rowsWritten).toBe(
      2,
    );
    expect((await writeCost(sql`update families set note = 'x' where id = 'g1'`)).rowsWritten).toBe(1);
    expect((await writeCost(sql`delete from families where id = 'g1'`)).rowsWritten).toBe(1);
  });
});
