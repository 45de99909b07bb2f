import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../control-plane/query.ts";

export type Values = Readonly<Record<string, string | number | null>>;

/** Inserts rows as they are given, with the stamps every record has; all rows of a table have the same columns. */
export function rowsOf(table: string, rows: readonly Values[]): Statement[] {
  if (rows.length === 0) return [];
  const keys = [...Object.keys(rows[0]!), "created_at", "updated_at"];
  const parameter = JSON.stringify(rows.map((row) => keys.map((key) => (key in row ? row[key] : 0))));
  const names = sql.raw(keys.join(", "));
  const values = sql.raw(keys.map((_, i) => `value->>${i}`).join(", "));
  return [
    statement(
      sql`insert into ${sql.identifier(table)} (${names}) select ${values} from json_each(${parameter})`,
    ),
  ];
}
