import { sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../control-plane/query.ts";
import { type EntityName, entities, type Row } from "../../tenant-schema/entities.ts";
import { Conflict, NotFound } from "./errors.ts";

/** One living record, whole, for a write that changes it. */
export function livingById<E extends Exclude<EntityName, "settings">>(entity: E, id: string): Query<Row<E>> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(
    allColumns(table),
    sql`from ${table} where id = ${id} and deleted_at is null`,
  ) as unknown as Query<Row<E>>;
}

/** The first row, at the version it was edited at. @throws NotFound, Conflict `changed_meanwhile` */
export function expectRow<R extends { readonly version: number }>(
  rows: readonly R[],
  noun: string,
  version?: number,
): R {
  const row = rows[0];
  if (!row) throw new NotFound(noun);
  if (version !== undefined && row.version !== version) {
    throw new Conflict(
      "changed_meanwhile",
      `Somebody else changed this ${noun} while you were working on it. Look at the current state and try again.`,
    );
  }
  return row;
}
