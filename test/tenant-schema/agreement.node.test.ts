import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import * as attendance from "../../tenant-schema/attendance.ts";
import * as campaigns from "../../tenant-schema/campaigns.ts";
import * as classes from "../../tenant-schema/classes.ts";
import * as conversations from "../../tenant-schema/conversations.ts";
import { columnsOf, type EntityName, entities } from "../../tenant-schema/entities.ts";
import * as families from "../../tenant-schema/families.ts";
import * as foundation from "../../tenant-schema/foundation.ts";
import * as ledger from "../../tenant-schema/ledger.ts";
import * as lists from "../../tenant-schema/lists.ts";
import * as payments from "../../tenant-schema/payments.ts";
import * as portal from "../../tenant-schema/portal.ts";
import * as reports from "../../tenant-schema/reports.ts";
import * as schedule from "../../tenant-schema/schedule.ts";
import * as schoolLists from "../../tenant-schema/school-lists.ts";
import * as staff from "../../tenant-schema/staff.ts";
import * as tuition from "../../tenant-schema/tuition.ts";
import { nodeDatabase } from "../harness/node-database.ts";

const tables = [
  foundation,
  staff,
  schoolLists,
  families,
  classes,
  schedule,
  attendance,
  lists,
  ledger,
  payments,
  portal,
  conversations,
  campaigns,
  tuition,
  reports,
]
  .flatMap((file) => Object.values(file) as unknown[])
  .filter((value): value is SQLiteTable => is(value, SQLiteTable));
const database = nodeDatabase();
const all = (sql: string, ...values: string[]) =>
  database.prepare(sql).all(...values) as Record<string, unknown>[];

describe("Drizzle's tables and the migrations", () => {
  it("name the same tables", () => {
    const migrated = all("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'");
    expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual(
      migrated
        .map((row) => row.name as string)
        // The guard is only ever named in SQL; sqlite3's own numbers belong to nobody.
        .filter((name) => name !== "guard")
        .sort(),
    );
  });

  it.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
    "agree on %s",
    (name, table) => {
      const drizzle = Object.values(getTableColumns(table)).map((column) => [
        column.name,
        column.getSQLType().toUpperCase(),
        column.notNull || column.primary,
      ]);
      const migrated = all('select name, type, "notnull" or pk as required from pragma_table_info(?)', name);
      expect(drizzle).toEqual(migrated.map((row) => [row.name, row.type, row.required === 1]));
    },
  );

  it.each(Object.keys(entities) as EntityName[])("give the entity %s what a change needs", (name) => {
    const columns = Object.keys(columnsOf(name));
    const needed =
      name === "settings"
        ? ["id", "version", "updatedAt"]
        : ["id", "version", "createdAt", "updatedAt", "deletedAt", "deletedChangeId"];
    expect(columns).toEqual(expect.arrayContaining(needed));
    const { subject, person } = entities[name];
    expect(columns).toEqual(expect.arrayContaining([subject, person].flat().filter(Boolean)));
  });

  it("log every change of every entity for the sync", () => {
    const triggers = new Set(
      all("select name from sqlite_schema where type = 'trigger'").map((row) => row.name),
    );
    for (const { table } of Object.values(entities)) {
      const { name } = getTableConfig(table);
      for (const op of ["insert", "update", "delete"]) expect(triggers).toContain(`${name}_log_${op}`);
    }
  });
});
