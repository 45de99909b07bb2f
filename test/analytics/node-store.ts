import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type AccountSource, trimStatement } from "../../analytics/account-source.ts";
import type { Readable, Row, Statement, Store } from "../../analytics/database.ts";

const MIGRATIONS = new URL("../../analytics/migrations/", import.meta.url).pathname;

/** An empty store in plain SQLite. */
export function emptyStoreFile(path = ":memory:"): DatabaseSync {
  const database = new DatabaseSync(path);
  for (const name of ["0001_analytics.sql", "0002_store.sql"]) {
    database.exec(readFileSync(`${MIGRATIONS}${name}`, "utf8"));
  }
  return database;
}

const all = (database: DatabaseSync, { sql, params }: Statement): Row[] =>
  database.prepare(sql).all(...params) as Row[];

export function readable(database: DatabaseSync): Readable {
  return { read: async (statements) => statements.map((statement) => all(database, statement)) };
}

export function storeOver(database: DatabaseSync): Store {
  return {
    ...readable(database),
    async write(statements) {
      database.exec("BEGIN");
      try {
        for (const { sql, params } of statements) database.prepare(sql).run(...params);
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
}

export function sourceOver(database: DatabaseSync, accountId: string): AccountSource {
  return {
    ...readable(database),
    accountId,
    async trimLog(beforeSeq) {
      const { sql, params } = trimStatement(beforeSeq, 1_000_000);
      database.prepare(sql).run(...params);
    },
  };
}
