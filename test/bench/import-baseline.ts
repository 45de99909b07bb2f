import type { DatabaseSync } from "node:sqlite";
import { getTableName } from "drizzle-orm";
import { type EntityName, entities } from "../../tenant-schema/entities.ts";

type SqliteRow = Record<string, string | number | null>;

/** One table's row, ready to be written. */
interface Write {
  readonly table: string;
  readonly row: SqliteRow;
}

/** The rows of an import, one list for every transaction that wrote them. */
export type ImportRows = readonly (readonly Write[])[];

/** Reads back everything that an import wrote itself; what triggers derive from it they will derive again. */
export function rowsOfImport(database: DatabaseSync, changeGroup: string): ImportRows {
  const changes = all(database, "select * from changes where group_id = ? order by id", changeGroup);
  return changes.map((change) => {
    const audit = all(
      database,
      "select * from change_rows where change_id = ? order by position",
      change.id as string,
    );
    const rows = audit.map(({ entity, entity_id }): Write => {
      const table = getTableName(entities[entity as EntityName].table);
      return { table, row: all(database, `select * from ${table} where id = ?`, entity_id as string)[0]! };
    });
    const keys = audit.flatMap(({ entity_id }) =>
      all(database, "select * from external_ids where id = ?", entity_id as string),
    );
    return [
      { table: "changes", row: change },
      ...rows,
      ...keys.map((row) => ({ table: "external_ids", row })),
      ...audit.map((row) => ({ table: "change_rows", row })),
    ];
  });
}

/**
 * Writes the rows as directly as SQLite can be used, one prepared INSERT a row and one transaction for each of the
 * import's, with the account's indexes and triggers; answers how long that took.
 */
export function writeRows(database: DatabaseSync, rows: ImportRows): number {
  const inserts = new Map<string, (row: SqliteRow) => void>();
  const insert = ({ table, row }: Write) => {
    const known = inserts.get(table) ?? insertInto(database, table);
    inserts.set(table, known);
    known(row);
  };
  const startedAt = performance.now();
  for (const transaction of rows) {
    database.exec("BEGIN");
    for (const write of transaction) insert(write);
    database.exec("COMMIT");
  }
  return performance.now() - startedAt;
}

function insertInto(database: DatabaseSync, table: string): (row: SqliteRow) => void {
  const columns = all(database, `select name from pragma_table_info('${table}')`).map(
    ({ name }) => name as string,
  );
  const places = columns.map(() => "?").join(", ");
  const statement = database.prepare(`insert into ${table} (${columns.join(", ")}) values (${places})`);
  return (row) => void statement.run(...columns.map((column) => row[column] ?? null));
}

function all(database: DatabaseSync, sql: string, ...params: string[]): SqliteRow[] {
  return database.prepare(sql).all(...params) as SqliteRow[];
}
