import { type SQL, sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { type EntityName, entities, type Row } from "../../../tenant-schema/entities.ts";

/** The records that belong to one family. */
export type FamilyRecord = Extract<
  EntityName,
  | "guardians"
  | "emails"
  | "phones"
  | "students"
  | "emergencyContacts"
  | "pickups"
  | "notes"
  | "familySuspensions"
>;

/** All living records of one kind in some families, whole, for a write that decides over them. */
export function recordsOf<E extends FamilyRecord | "keywordLinks" | "familyLogins" | "familyInvites">(
  entity: E,
  familyIds: readonly string[],
): Query<Row<E>> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(
    allColumns(table),
    sql`from ${table} where family_id in (select value from json_each(${JSON.stringify(familyIds)}))
      and deleted_at is null order by id`,
  ) as unknown as Query<Row<E>>;
}

/** One living record of a family; another family's is not found. */
export function recordById<E extends FamilyRecord>(entity: E, familyId: string, id: string): Query<Row<E>> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(
    allColumns(table),
    sql`from ${table} where id = ${id} and family_id = ${familyId} and deleted_at is null`,
  ) as unknown as Query<Row<E>>;
}

/** The condition that a family is there when the batch runs. */
export function familyLives(familyId: string): SQL {
  return sql`exists (select 1 from families where id = ${familyId} and deleted_at is null)`;
}
