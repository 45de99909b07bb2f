import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const MIGRATIONS = new URL("../../tenant-schema/migrations/", import.meta.url).pathname;

/** The account migrations in order, as files. */
export function migrationFiles(): { name: string; sql: string }[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, sql: readFileSync(`${MIGRATIONS}${name}`, "utf8") }));
}

/** A migrated account database in memory, in plain SQLite: for properties of the schema itself. */
export function nodeDatabase(): DatabaseSync {
  const database = new DatabaseSync(":memory:");
  database.exec("PRAGMA foreign_keys = ON");
  for (const { sql } of migrationFiles()) database.exec(sql);
  return database;
}
