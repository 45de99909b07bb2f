import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { entries, rowsJson, toEntry } from "./entry-query.ts";
import { namesQuery, withNames } from "./names-query.ts";
import type { NamedEntry } from "./schemas.ts";

/** How many records of a bulk act are answered at once. */
const ROWS_PER_PAGE = 100;

/** One act with its records after a position; a bulk act has more than a page of them. @throws NotFound */
export async function getChange(ctx: Context, changeId: string, after: number): Promise<NamedEntry> {
  requireRight(ctx, "audit", "view");
  const rows = sql`select * from change_rows where change_id = ${changeId} and position > ${after}
    order by position limit ${ROWS_PER_PAGE}`;
  const found = await read(ctx, {
    entry: entries(ctx, sql`select ${changeId} as id`, { limit: 1 }),
    rows: select({ rows: rowsJson(ctx, rows) }, sql``),
    names: namesQuery(ctx, rows),
  });
  const entry = found.entry[0];
  if (!entry) throw new NotFound("entry in the audit log");
  return withNames(toEntry(ctx, { ...entry, rows: found.rows[0]!.rows }), found.names);
}
