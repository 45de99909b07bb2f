import type { SqlValue } from "../../../control-plane/query.ts";
import { type DumpTable, SECRET_COLUMNS } from "./dump-schema.ts";

export type DumpRow = Readonly<Record<string, SqlValue>>;

/** One row as a statement; `replace` when an older state of it may stand further up. */
export function insertText(table: DumpTable, row: DumpRow, replace: boolean): string {
  const secret = SECRET_COLUMNS[table.name] ?? [];
  const values = table.columns.map((column) =>
    secret.includes(column) ? "NULL" : literal(row[column] ?? null),
  );
  return `INSERT ${replace ? "OR REPLACE " : ""}INTO ${quoted(table.name)} (${table.columns.map(quoted).join(", ")}) VALUES (${values.join(", ")});\n`;
}

export function deleteText(table: DumpTable, key: readonly string[]): string {
  const conditions = table.key.map((column, i) => `${quoted(column)} = ${literal(key[i] ?? null)}`);
  return `DELETE FROM ${quoted(table.name)} WHERE ${conditions.join(" AND ")};\n`;
}

export function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/**
 * A value as SQL. The sqlite3 shell drops the carriage return of a line that ends inside a text, and no text of SQL
 * can hold a NUL; texts with either travel as bytes.
 */
export function literal(value: SqlValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (/[\r\0]/.test(value)) return `CAST(X'${hex(value)}' AS TEXT)`;
  return `'${value.replace(/'/g, "''")}'`;
}

function hex(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
