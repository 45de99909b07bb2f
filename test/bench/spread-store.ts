import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Gives every other account the facts of the first, straight in the store's file: what reads from the store is measured
 * over all of them without an hour of syncing copies of one account. Nobody else may have the file open.
 */
export function spreadStore(state: string, accountIds: readonly string[]): void {
  const [first, ...others] = accountIds;
  const file = globSync("**/*.sqlite", { cwd: state })
    .map((name) => join(state, name))
    .find((path) => hasTable(path, "account_syncs"));
  if (!file || !first) throw new Error("There is no store to be spread");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  const named = (kind: string) =>
    database
      .prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .all(kind) as { name: string; sql: string }[];
  const triggers = named("trigger");
  database.exec("BEGIN");
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  const wanted = JSON.stringify(others);
  for (const { name } of named("table")) {
    const columns = (database.prepare(`PRAGMA table_info(${name})`).all() as { name: string }[]).map(
      (one) => one.name,
    );
    if (!columns.includes("account_id")) continue;
    database.prepare(`DELETE FROM ${name} WHERE account_id <> ?`).run(first);
    const copied = columns.map((column) => (column === "account_id" ? "j.value" : `t.${column}`)).join(", ");
    database
      .prepare(
        `INSERT OR IGNORE INTO ${name} (${columns.join(", ")}) SELECT ${copied} FROM json_each(?) j CROSS JOIN ${name} t WHERE t.account_id = ?`,
      )
      .run(wanted, first);
  }
  for (const { sql } of triggers) database.exec(sql);
  database.exec("COMMIT");
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

function hasTable(path: string, table: string): boolean {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(table);
  database.close();
  return found !== undefined;
}
