import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { referencesQuery, refuseMissing } from "./news-references.ts";
import type { NewsInput } from "./schemas.ts";

/** Tells families something, before everything that was told already. @throws Precondition */
export async function createNews(ctx: Context, input: NewsInput): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "news", "full");
  const { first, references } = await read(ctx, {
    first: select({ position: sql<number>`coalesce(min(position), 1)` }, sql`from living_news_items`),
    references: referencesQuery(input),
  });
  refuseMissing(references);
  const id = newId("newsItem", ctx.nowMs);
  const change = new Change(ctx, {
    action: "news.create",
    summary: `Added the news “${input.title}”`,
    right: "news",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("newsItems", { id, ...input, position: first[0]!.position - 1 });
  return { id, change: await commit(ctx, change, { id }) };
}
