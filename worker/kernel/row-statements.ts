import { type SQL, sql } from "drizzle-orm";
import { type AnySQLiteColumn, type AnySQLiteTable, getTableConfig } from "drizzle-orm/sqlite-core";
import { type Statement, statement } from "../../control-plane/query.ts";
import { columnsOf, type EntityName, entities } from "../../tenant-schema/entities.ts";

/**
 * Rows travel as one JSON parameter (D1 binds at most 100); a parameter stays well under the 2 MB that a value may
 * have, so that rows far above the usual size still fit.
 */
const MAX_PARAMETER_CHARACTERS = 400_000;

/** A row to be rewritten: as it was read, and what it gets. */
export interface RowChange {
  readonly current: Readonly<{ id: string; version: number }>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `INSERT INTO guard`: rolls the batch back unless the condition is true; NULL is not true. */
export function guard(kind: string, condition: SQL): Statement {
  return statement(
    sql`insert into guard (${sql.identifier(kind)}) select 0 where (${condition}) is not true`,
  );
}

/** Inserts rows of one entity; fields that no row has are left to their defaults. */
export function insertRows(
  entity: EntityName,
  rows: readonly Readonly<Record<string, unknown>>[],
): Statement[] {
  const columns = columnsOf(entity);
  const keys = Object.keys(columns).filter((key) => rows.some((row) => row[key] !== undefined));
  const values = rows.map((row) =>
    keys.map((key) => driverValue(columns[key]!, row[key] ?? defaultOf(columns[key]!))),
  );
  const { table, counter } = entities[entity] as EntityDefinition;
  const filled = keys.map((key) => columns[key]!);
  return counter === undefined
    ? insertValues(table, filled, values)
    : insertNumbered({ table, counter, number: columns.number! }, filled, values);
}

interface EntityDefinition {
  readonly table: AnySQLiteTable;
  readonly counter?: string;
}

/**
 * Rows that get the next numbers of a counter, in their order. Batches run one after another, so two acts at once never
 * read the same value, and one that is rolled back leaves no gap.
 */
function insertNumbered(
  { table, counter, number }: Required<EntityDefinition> & { readonly number: AnySQLiteColumn },
  columns: readonly AnySQLiteColumn[],
  rows: readonly (readonly unknown[])[],
): Statement[] {
  const names = sql.join(
    [number, ...columns].map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const values = sql.join(
    columns.map((_, i) => sql.raw(`value->>${i}`)),
    sql`, `,
  );
  return inParameters(rows).flatMap((parameter) => [
    statement(sql`insert into ${table} (${names})
      select (select c.value from counters c where c.name = ${counter}) + 1 + json_each.key, ${values} from json_each(${parameter})`),
    statement(
      sql`update counters set value = value + json_array_length(${parameter}) where name = ${counter}`,
    ),
  ]);
}

/** `INSERT … SELECT … FROM json_each(?1)` in as many statements as the size asks for. */
export function insertValues(
  table: AnySQLiteTable,
  columns: readonly AnySQLiteColumn[],
  rows: readonly (readonly unknown[])[],
  conflict: SQL = sql``,
): Statement[] {
  const names = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const values = sql.join(
    columns.map((_, i) => sql.raw(`value->>${i}`)),
    sql`, `,
  );
  return inParameters(rows).map((parameter) =>
    // `where true` keeps the parser from reading ON CONFLICT as a join condition.
    statement(
      sql`insert into ${table} (${names}) select ${values} from json_each(${parameter}) where true ${conflict}`,
    ),
  );
}

/** Rewrites rows of one entity that all get the same fields; each must still have the version it was read at. */
export function updateRows(
  entity: EntityName,
  changes: readonly RowChange[],
  nowMs: number,
): { guards: Statement[]; writes: Statement[] } {
  const table = entities[entity].table as AnySQLiteTable;
  const name = sql.identifier(getTableConfig(table).name);
  const columns = columnsOf(entity);
  const keys = Object.keys(changes[0]!.fields).filter((key) => columns[key]);
  const sets = keys.map(
    (key, i) => sql`${sql.identifier(columns[key]!.name)} = ${sql.raw(`j.value->>${i + 2}`)}`,
  );
  const rows = changes.map(({ current, fields }) => [
    current.id,
    current.version,
    ...keys.map((key) => driverValue(columns[key]!, fields[key])),
  ]);
  const guards: Statement[] = [];
  const writes: Statement[] = [];
  for (const parameter of inParameters(rows)) {
    guards.push(
      guard(
        "row_version",
        sql`(select count(*) from json_each(${parameter}) as j join ${name} as t
          on t.id = j.value->>0 and t.version = j.value->>1) = json_array_length(${parameter})`,
      ),
    );
    writes.push(
      statement(sql`update ${name} set ${sql.join(sets, sql`, `)}, version = version + 1, updated_at = ${nowMs}
        from json_each(${parameter}) as j where ${name}.id = j.value->>0`),
    );
  }
  return { guards, writes };
}

/** The rows as JSON arrays of bounded size. */
export function inParameters(rows: readonly (readonly unknown[])[]): string[] {
  const parameters: string[] = [];
  let parts: string[] = [];
  let length = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    if (length + part.length > MAX_PARAMETER_CHARACTERS && parts.length > 0) {
      parameters.push(`[${parts.join(",")}]`);
      parts = [];
      length = 0;
    }
    parts.push(part);
    length += part.length + 1;
  }
  if (parts.length > 0) parameters.push(`[${parts.join(",")}]`);
  return parameters;
}

/** What the column stores for a value: booleans as 0 and 1, documents as JSON text. */
export function driverValue(column: AnySQLiteColumn, value: unknown): unknown {
  return value === null || value === undefined ? null : column.mapToDriverValue(value);
}

/** A bulk insert names every column that any row fills, so the others' defaults must be written out. */
function defaultOf(column: AnySQLiteColumn): unknown {
  return column.hasDefault ? (column.default ?? null) : null;
}
