import { Column, getTableName, Name, Param, SQL, StringChunk, Table } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

export interface Compiled {
  readonly sql: string;
  readonly params: readonly unknown[];
}

// Drizzle caches column names by table name, so that two tables called `guard` (one of an account, one of the
// control plane) would share one list of columns; naming each column from itself avoids that.
export const dialect = Object.assign(new SQLiteSyncDialect(), { casing: { getColumnCasing: columnName } });

export function columnName(column: Column): string {
  return column.keyAsName ? toSnakeCase(column.name) : column.name;
}

interface Output {
  text: string;
  readonly params: unknown[];
}

/**
 * What drizzle's dialect makes of a template, in a fifth of the time: a request compiles dozens of statements, and in a
 * rush that is most of what it costs. What is not known here is left to drizzle.
 */
export function compile(template: SQL): Compiled {
  const output: Output = { text: "", params: [] };
  return append(output, template)
    ? { sql: output.text, params: output.params }
    : dialect.sqlToQuery(template);
}

/** False for something that only drizzle knows how to write. */
function append(output: Output, chunk: unknown): boolean {
  if (typeof chunk !== "object" || chunk === null) return appendValue(output, chunk);
  if (chunk instanceof StringChunk) {
    for (const part of chunk.value) output.text += part;
    return true;
  }
  if (chunk instanceof SQL) return appendAll(output, chunk);
  if (chunk instanceof Column) {
    output.text += columnText(chunk);
    return true;
  }
  if (chunk instanceof Name) {
    output.text += quoted(chunk.value);
    return true;
  }
  if (chunk instanceof Table) {
    output.text += quoted(getTableName(chunk));
    return true;
  }
  return chunk instanceof Param ? appendParam(output, chunk) : false;
}

function appendAll(output: Output, template: SQL): boolean {
  // Drizzle keeps it to itself; where it is set, drizzle writes the values out.
  if ((template as unknown as { readonly shouldInlineParams: boolean }).shouldInlineParams) return false;
  for (const chunk of template.queryChunks as unknown[]) if (!append(output, chunk)) return false;
  return true;
}

function appendValue(output: Output, value: unknown): boolean {
  if (value === undefined) return true;
  output.text += "?";
  output.params.push(value);
  return true;
}

function appendParam(output: Output, { value, encoder }: Param): boolean {
  if (typeof value === "object" && value !== null) return false;
  const mapped = value === null ? null : encoder.mapToDriverValue(value);
  return mapped === undefined ? false : append(output, mapped);
}

const columnTexts = new WeakMap<Column, string>();

function columnText(column: Column): string {
  let text = columnTexts.get(column);
  if (text === undefined) {
    text = `${quoted(getTableName(column.table))}.${quoted(columnName(column))}`;
    columnTexts.set(column, text);
  }
  return text;
}

function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
