import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { afterPrefix, foldEmail } from "../../../tenant-schema/text.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import type { SuppressionFilter, SuppressionRow } from "./schemas.ts";

/** Addresses that no mail goes to: the newest first, or those that begin with what was typed. */
export async function listSuppressions(
  ctx: Context,
  { q, cursor }: SuppressionFilter,
): Promise<Page<SuppressionRow>> {
  requireRight(ctx, "settings", "view");
  const after = cursor ? decodeCursor(cursor, 2) : null;
  const prefix = foldEmail(q);
  const key = prefix === "" ? sql`printf('%015d', created_at)` : sql`address_folded`;
  const matching =
    prefix === "" ? sql`true` : sql`address_folded >= ${prefix} and address_folded < ${afterPrefix(prefix)}`;
  const beyond = after === null ? sql`true` : sql`(${key}, id) < (${after[0]}, ${after[1]})`;
  const { rows } = await read(ctx, {
    rows: select(
      {
        key: sql<string>`${key}`,
        id: sql<string>`id`,
        version: sql<number>`version`,
        address: sql<string>`address`,
        reach: sql<SuppressionRow["reach"]>`reach`,
        reason: sql<SuppressionRow["reason"]>`reason`,
        note: sql<string | null>`note`,
        createdAt: sql<number>`created_at`,
      },
      sql`from living_suppressions where ${matching} and ${beyond} order by 1 desc, id desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  const page = pageOf(rows, PAGE_SIZE, (row) => [row.key, row.id], null);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}
