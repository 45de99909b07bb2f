import { beforeEach, describe, expect, test } from "vitest";
import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import { controlMigrations } from "../../control-plane/migrations/manifest.ts";
import { headVersion, MigrationFailed, migrate } from "../../control-plane/migrator.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { type Migration, migrations } from "../../tenant-schema/migrations/manifest.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES, emptyDatabase } from "../harness/databases.ts";

const first: Migration = {
  version: 1,
  name: "first",
  sql: `CREATE TABLE classes (id TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
    CREATE TABLE log (text TEXT NOT NULL) STRICT;
    CREATE TRIGGER classes_logged AFTER INSERT ON classes BEGIN
      INSERT INTO log (text) VALUES (CASE WHEN NEW.size > 1 THEN 'big; ' ELSE 'small; ' END || NEW.id);
    END;
    INSERT INTO classes (id, size) VALUES ('c1', 2);`,
};
const second: Migration = { version: 2, name: "second", sql: "ALTER TABLE classes ADD COLUMN room TEXT;" };
const broken: Migration = {
  version: 2,
  name: "broken",
  sql: "CREATE TABLE half (id TEXT PRIMARY KEY) STRICT; INSERT INTO absent VALUES (1);",
};

const rows = async (engine: Engine, sql: string) =>
  (await engine.batch([{ sql, params: [] }], "read"))[0]?.rows;
const schemaOf = (engine: Engine) =>
  rows(
    engine,
    "select type, name, sql from sqlite_master where name not like 'sqlite%' and name not like '\\_cf%' escape '\\' and name not like 'libsql%' order by name",
  );

describe.each(ENGINES)("migrations on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await emptyDatabase(kind);
  });

  test("apply in order, once, with the time and name of each", async () => {
    expect(await migrate(engine, [first, second], 1_000)).toBe(2);
    expect(await migrate(engine, [first, second], 2_000)).toBe(2);
    expect(
      await rows(engine, "select version, name, applied_at from schema_migrations order by version"),
    ).toEqual([
      { version: 1, name: "first", applied_at: 1_000 },
      { version: 2, name: "second", applied_at: 1_000 },
    ]);
    expect(await rows(engine, "select text from log")).toEqual([{ text: "big; c1" }]);
  });

  test("one that fails leaves nothing of itself, keeps those before, and is named", async () => {
    const error = await migrate(engine, [first, broken], 0).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MigrationFailed);
    expect(error).toMatchObject({ version: 2 });
    expect(String(error)).toContain("Migration 2 (broken) failed");
    expect(await rows(engine, "select name from sqlite_master where name = 'half'")).toEqual([]);
    expect(await rows(engine, "select max(version) as at from schema_migrations")).toEqual([{ at: 1 }]);
    expect(await migrate(engine, [first, second], 0)).toBe(2);
  });

  test("migrators that start at once do every step once between them", async () => {
    const meet = barrier(4);
    const slow: Engine = {
      kind,
      // All four have seen an empty database before the first of them applies anything.
      batch: async (statements, mode) => {
        if (statements[0]?.params[0] === 1) await meet();
        return engine.batch(statements, mode);
      },
    };
    const versions = await Promise.all([1, 2, 3, 4].map(() => migrate(slow, [first, second], 0)));
    expect(versions).toEqual([2, 2, 2, 2]);
    expect(await rows(engine, "select count(*) as n from classes")).toEqual([{ n: 1 }]);
  });

  test("older code leaves a newer database as it is and says how new", async () => {
    await migrate(engine, [first, second], 0);
    expect(await migrate(engine, [first], 0)).toBe(2);
  });

  test("a gap in the numbers is refused before anything is applied beyond it", async () => {
    await expect(migrate(engine, [first, { ...second, version: 3 }], 0)).rejects.toThrow("no gap");
  });

  test("a database that is away is not a failed migration", async () => {
    for (const answered of [0, 1]) {
      let calls = 0;
      const away: Engine = {
        kind,
        batch: async (statements, mode) => {
          calls += 1;
          if (calls > answered) throw new DatabaseUnavailable("away");
          return engine.batch(statements, mode);
        },
      };
      await expect(migrate(away, [first], 0)).rejects.toBeInstanceOf(DatabaseUnavailable);
    }
  });

  test("the account schema is the same after an upgrade from any older version", async () => {
    await migrate(engine, migrations, 0);
    const wanted = await schemaOf(engine);
    const head = headVersion(migrations);
    for (let from = 1; from < head; from++) {
      const older = await emptyDatabase("libsql");
      expect(await migrate(older, migrations.slice(0, from), 0)).toBe(from);
      expect(await migrate(older, migrations, 0)).toBe(head);
      expect(await schemaOf(older)).toEqual(wanted);
    }
  });

  test("the control plane's own migrations apply", async () => {
    expect(await migrate(engine, controlMigrations, 0)).toBe(headVersion(controlMigrations));
  });
});
