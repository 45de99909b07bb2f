import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { referencesQuery, refuseMissing } from "./news-references.ts";
import type { NewsInput } from "./schemas.ts";

/** Changes what families are told. @throws NotFound, Conflict `changed_meanwhile`, Precondition */
export async function updateNews(
  ctx: Context,
  newsId: string,
  input: NewsInput & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "news", "full");
  const { version, ...fields } = input;
  const { found, references } = await read(ctx, {
    found: livingById("newsItems", newsId),
    references: referencesQuery(fields),
  });
  const item = expectRow(found, "news item", version);
  refuseMissing(references);
  const change = new Change(ctx, {
    action: "news.update",
    summary: `Changed the news “${fields.title}”`,
    right: "news",
    undoMs: UNDO_MS.ordinary,
  });
  return { change: change.update("newsItems", item, fields) ? await commit(ctx, change) : null };
}
