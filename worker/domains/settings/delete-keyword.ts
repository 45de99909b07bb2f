import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { keywordLinks } from "../../../tenant-schema/school-lists.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, MAX_COUNTED, mustBeUnused, type Reference, toUsage, usageQuery } from "./in-use.ts";
import type { Usage } from "./schemas.ts";

const LINKS: Reference = { table: "keyword_links", column: "keyword_id" };

/** How many have a keyword. @throws NotFound */
export async function keywordUsage(ctx: Context, keywordId: string): Promise<Usage> {
  requireRight(ctx, "settings", "view");
  const found = await read(ctx, {
    keyword: livingById("keywords", keywordId),
    usage: usageQuery(LINKS, keywordId),
  });
  expectRow(found.keyword, "keyword");
  return toUsage(found.usage[0]!.found);
}

/** Deletes a keyword and takes it off everybody, in one change that undo brings back. @throws NotFound, Conflict */
export async function deleteKeyword(
  ctx: Context,
  keywordId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const found = await read(ctx, { keyword: livingById("keywords", keywordId), links: linksOf(keywordId) });
  const keyword = expectRow(found.keyword, "keyword", input.version);
  if (found.links.length > MAX_COUNTED) {
    throw new Conflict(
      "in_use_by_many",
      `More than ${MAX_COUNTED} have the keyword “${keyword.label}”. Take it off some of them first, or rename it.`,
    );
  }
  const change = new Change(ctx, {
    action: "keywords.delete",
    summary: `Deleted the keyword ${keyword.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  for (const link of found.links) change.remove("keywordLinks", link);
  change.remove("keywords", keyword);
  change.also(mustBeUnused([LINKS], keywordId));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainInUse(error, keyword.label);
  }
}

function linksOf(keywordId: string): Query<Row<"keywordLinks">> {
  return select(
    allColumns(keywordLinks),
    sql`from ${keywordLinks} where ${keywordLinks.keywordId} = ${keywordId} and ${keywordLinks.deletedAt} is null
      limit ${MAX_COUNTED + 1}`,
  );
}
