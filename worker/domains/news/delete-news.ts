import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Takes back what families were told. @throws NotFound, Conflict `changed_meanwhile` */
export async function deleteNews(
  ctx: Context,
  newsId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "news", "full");
  const { found } = await read(ctx, { found: livingById("newsItems", newsId) });
  const item = expectRow(found, "news item", input.version);
  const change = new Change(ctx, {
    action: "news.delete",
    summary: `Deleted the news “${item.title}”`,
    right: "news",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("newsItems", item);
  return { change: await commit(ctx, change) };
}
