import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainLabel } from "./create-list-item.ts";

/** Renames or recolours a keyword, on everybody who has it. @throws NotFound, Conflict, Precondition `not_unique` */
export async function updateKeyword(
  ctx: Context,
  keywordId: string,
  input: { readonly label: string; readonly color: string | null; readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("keywords", keywordId) });
  const keyword = expectRow(found, "keyword", input.version);
  const { version: _version, ...facts } = input;
  const change = new Change(ctx, {
    action: "keywords.update",
    summary: `Changed the keyword ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("keywords", keyword, facts)) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainLabel(error);
  }
}
