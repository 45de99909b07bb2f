import { sql } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { beforeAll, describe, expect, test } from "vitest";
import { StatementFailed } from "../../../control-plane/database-errors.ts";
import { flag, json, list, returning, select, statement } from "../../../control-plane/query.ts";
import { SqlDatabase } from "../../../control-plane/tenant-database.ts";
import { ENGINES, emptyDatabase } from "../../harness/databases.ts";

const families = sqliteTable("families", {
  id: text().primaryKey(),
  name: text().notNull(),
  openedAt: integer().notNull(),
  active: integer({ mode: "boolean" }).notNull(),
});
const guardians = sqliteTable("guardians", {
  id: text().primaryKey(),
  familyId: text().notNull(),
  name: text(),
});

describe.each(ENGINES)("values on %s", (kind) => {
  let database: SqlDatabase;

  beforeAll(async () => {
    database = new SqlDatabase(await emptyDatabase(kind));
    await database.commit({
      statements: [
        statement(sql`create table families (
          id text primary key, name text not null, opened_at integer not null, active integer not null) strict`),
        statement(
          sql`create table guardians (id text primary key, family_id text not null, name text) strict, without rowid`,
        ),
        statement(sql`create table loose (value)`),
        statement(
          sql`insert into families (id, name, opened_at, active) values ('fam_1', 'O''Neill 李', ${1_700_000_000_000}, ${true})`,
        ),
        statement(sql`insert into guardians (id, family_id, name) values ('gua_1', 'fam_1', ${null})`),
      ],
    });
  });

  const one = async <T>(expression: ReturnType<typeof sql<T>>) =>
    (await database.read({ rows: select({ value: expression }, sql``) })).rows[0]?.value;

  test("every value comes back as it went in", async () => {
    expect(await one(sql<number>`${5}`)).toBe(5);
    expect(await one(sql<number>`${-0.5}`)).toBe(-0.5);
    expect(await one(sql<string>`${"7"}`)).toBe("7");
    expect(await one(sql<string>`${"Núñez\u0000\n李 😀"}`)).toBe("Núñez\u0000\n李 😀");
    expect(await one(sql`${null}`)).toBeNull();
    expect(await one(flag(sql`${true}`))).toBe(true);
    expect(await one(json<{ a: number[] }>(sql`json_object('a', json_array(1, 2))`))).toEqual({ a: [1, 2] });
  });

  test("a list in one value comes back as its rows, in its order", async () => {
    const places = list(
      {
        name: sql<string>`r.value ->> 'name'`,
        isOpen: flag(sql`r.value ->> 'open'`),
        days: json<number[]>(sql`r.value -> 'days'`),
        note: sql<string | null>`r.value ->> 'note'`,
      },
      sql`from json_each(${JSON.stringify([
        { name: "b", open: 1, days: [2, 3], note: null },
        { name: 'a "1"', open: 0, days: [], note: "[]" },
      ])}) r order by 1`,
    );
    expect(await one(places)).toEqual([
      { name: 'a "1"', isOpen: false, days: [], note: "[]" },
      { name: "b", isOpen: true, days: [2, 3], note: null },
    ]);
    expect(await one(list({ name: sql<string>`name` }, sql`from families where id = 'nobody'`))).toEqual([]);
  });

  test("a number is bound as REAL, so an untyped column keeps 5.0 and text shows it", async () => {
    expect(await one(sql<string>`typeof(${5})`)).toBe("real");
    expect(await one(sql<string>`cast(${5} as text)`)).toBe("5.0");
    await database.commit({ statements: [statement(sql`insert into loose (value) values (${5})`)] });
    const { rows } = await database.read({
      rows: select({ type: sql<string>`typeof(value)` }, sql`from loose`),
    });
    expect(rows).toEqual([{ type: "real" }]);
  });

  test("a STRICT integer column stores the number as an integer, and LIMIT takes it", async () => {
    const { rows } = await database.read({
      rows: select(
        { type: sql<string>`typeof(opened_at)`, openedAt: families.openedAt, active: families.active },
        sql`from ${families} where ${families.openedAt} = ${1_700_000_000_000} limit ${1} offset ${0}`,
      ),
    });
    expect(rows).toEqual([{ type: "integer", openedAt: 1_700_000_000_000, active: true }]);
  });

  test("STRICT refuses text in an integer column", async () => {
    const write = sql`insert into families (id, name, opened_at, active) values ('fam_x', 'X', ${"soon"}, 1)`;
    await expect(database.commit({ statements: [statement(write)] })).rejects.toThrow(StatementFailed);
  });

  test("2^53 - 1 passes; anything beyond is refused on the way in and on the way out", async () => {
    expect(await one(sql<number>`${Number.MAX_SAFE_INTEGER}`)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => statement(sql`select ${2 ** 53}`)).toThrow(TypeError);
    await expect(one(sql<number>`9007199254740993`)).rejects.toThrow(RangeError);
  });

  test("what cannot be bound is named before anything is sent", () => {
    for (const value of [undefined, 1n, new Date(0), Number.NaN, Number.POSITIVE_INFINITY, {}]) {
      expect(() => statement(sql`select ${sql.param(value)}`)).toThrow(TypeError);
    }
  });

  test("a join keeps both columns called id, in a batch of several queries", async () => {
    const join = sql`from ${guardians} join ${families} on ${families.id} = ${guardians.familyId}`;
    const answer = await database.read({
      pairs: select({ family: families.id, guardian: guardians.id, name: families.name }, join),
      ids: select({ id: guardians.id, familyName: families.name, guardianName: guardians.name }, join),
    });
    expect(answer).toEqual({
      pairs: [{ family: "fam_1", guardian: "gua_1", name: "O'Neill 李" }],
      ids: [{ id: "gua_1", familyName: "O'Neill 李", guardianName: null }],
    });
  });

  test("a query whose columns collapsed is an error, not a wrong row", async () => {
    const bare = statement(sql`select ${guardians.id}, ${families.id} from ${guardians}, ${families}`);
    const broken = { ...bare, decoders: { id: String, familyId: String } };
    await expect(database.read({ broken })).rejects.toThrow('no column "familyId"');
  });

  test("RETURNING answers columns by their keys, from inserts, updates and deletes", async () => {
    const fields = {
      key: families.id,
      openedAt: families.openedAt,
      initial: sql<string>`substr(name, 1, 1)`,
    };
    const [inserted, updated, deleted] = await database.commit({
      statements: [
        returning(
          sql`insert into families (id, name, opened_at, active) values ('fam_r', 'Rhee', ${1}, 0)`,
          fields,
        ),
        returning(sql`update ${families} set opened_at = ${2} where ${families.id} = 'fam_r'`, fields),
        returning(sql`delete from ${families} where ${families.id} = 'fam_r'`, fields),
      ],
    });
    expect(inserted).toEqual([{ key: "fam_r", openedAt: 1, initial: "R" }]);
    expect(updated).toEqual([{ key: "fam_r", openedAt: 2, initial: "R" }]);
    expect(deleted).toEqual([{ key: "fam_r", openedAt: 2, initial: "R" }]);
  });

  test("many rows travel as one JSON parameter, close to the 2 MB that a value may have", async () => {
    const rows = Array.from({ length: 1_800 }, (_, i) => ({
      id: `fam_b${i}`,
      name: "n".repeat(1_000),
      at: i,
    }));
    const parameter = JSON.stringify(rows);
    expect(parameter.length).toBeGreaterThan(1_850_000);
    const [inserted] = await database.commit({
      statements: [
        returning(
          sql`insert into families (id, name, opened_at, active)
            select value ->> 'id', value ->> 'name', value ->> 'at', 1 from json_each(${parameter}) where true
            on conflict (id) do update set name = excluded.name`,
          { id: families.id },
        ),
      ],
    });
    expect(inserted).toHaveLength(1_800);
    const wanted = JSON.stringify(["fam_b7", "fam_b9", "fam_none"]);
    const { found } = await database.read({
      found: select(
        { id: families.id, type: sql<string>`typeof(opened_at)` },
        sql`from ${families} where ${families.id} in (select value from json_each(${wanted})) order by ${families.id}`,
      ),
    });
    expect(found).toEqual([
      { id: "fam_b7", type: "integer" },
      { id: "fam_b9", type: "integer" },
    ]);
  });

  test("an aliased expression is selected under its key, and decoded", async () => {
    const aliased = sql<{ n: number }>`json_object('n', 1)`
      .mapWith((text: string) => JSON.parse(text))
      .as("other");
    const { rows } = await database.read({ rows: select({ value: aliased }, sql``) });
    expect(rows).toEqual([{ value: { n: 1 } }]);
  });

  test("100 parameters pass and 101 are refused, whatever the engine would take", async () => {
    const list = (count: number) =>
      statement(
        sql`select ${sql.join(
          Array.from({ length: count }, () => sql`${"x"}`),
          sql` || `,
        )} as value`,
      );
    expect(await database.commit({ statements: [list(100)] })).toEqual([[{ value: "x".repeat(100) }]]);
    await expect(database.commit({ statements: [list(101)] })).rejects.toThrow(RangeError);
  });

  test("two tables of one name with different columns do not share column names", () => {
    const ours = sqliteTable("guard", { statusAllows: integer() });
    const theirs = sqliteTable("guard", { sessionLive: integer() });
    expect(select({ a: ours.statusAllows }, sql`from ${ours}`).sql).toContain('"guard"."status_allows"');
    expect(select({ a: theirs.sessionLive }, sql`from ${theirs}`).sql).toContain('"guard"."session_live"');
  });

  test("a page continues after the last row shown, by a row-value comparison", async () => {
    await database.commit({
      statements: [
        statement(sql`insert into guardians (id, family_id, name)
        select 'gua_p' || value, 'fam_1', substr('aabbcc', value, 1) from json_each('[1,2,3,4,5,6]')`),
      ],
    });
    const { page } = await database.read({
      page: select(
        { id: guardians.id },
        sql`from ${guardians}
        where (${guardians.name}, ${guardians.id}) > (${"a"}, ${"gua_p2"}) order by ${guardians.name}, ${guardians.id} limit ${3}`,
      ),
    });
    expect(page.map((row) => row.id)).toEqual(["gua_p3", "gua_p4", "gua_p5"]);
  });

  test("read refuses anything that writes", async () => {
    const insert = returning(sql`insert into guardians (id, family_id) values ('gua_w', 'fam_1')`, {
      id: guardians.id,
    });
    await expect(database.read({ insert })).rejects.toThrow("a statement that writes");
    const hidden = { ...statement(sql`delete from guardians`), decoders: {} };
    await expect(database.read({ hidden })).rejects.toThrow("a statement that writes");
    const common = { ...statement(sql`with gone as (select 1) delete from guardians`), decoders: {} };
    await expect(database.read({ common })).rejects.toThrow("a statement that writes");
    const recursive = sql<number>`(with recursive n (i) as (select 1 union all select i + 1 from n where i < 3) select max(i) from n)`;
    expect(await one(recursive)).toBe(3);
    expect(await one(sql<number>`(select count(*) from guardians where id = 'gua_w')`)).toBe(0);
  });
});
