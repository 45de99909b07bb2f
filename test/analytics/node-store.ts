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

const TABLES = {
  families: "",
  contacts: "",
  students: "",
  classes: "",
  enrollments: "",
  names: "",
  open_lines: "",
  student_stays: "",
  search_tokens: "",
  stale: "",
  // What has become nothing again is the same as what never was.
  account_days: "WHERE (enrollments, filled, places) <> (0, 0, 0)",
  account_dues: "WHERE open_minor <> 0",
  account_months: `WHERE (enrollments, filled, places, started, ended, students_gained, students_lost) <> (0, 0, 0, 0, 0, 0, 0)
    OR (revenue_minor, received_minor, receivable_minor, unapplied_minor) <> (0, 0, 0, 0)`,
} as const;

/** Everything that the store holds of the facts, in an order of its own. */
export async function canonicalDump(store: Readable): Promise<Record<string, string[]>> {
  const entries = Object.entries(TABLES);
  const answers = await store.read(
    entries.map(([table, where]) => ({ sql: `SELECT * FROM ${table} ${where}`, params: [] })),
  );
  return Object.fromEntries(
    entries.map(([table], i) => [table, (answers[i] ?? []).map((row) => JSON.stringify(row)).sort()]),
  );
}
