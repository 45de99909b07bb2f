import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainLabel } from "./create-list-item.ts";

/** Renames an entry, everywhere it is used. @throws NotFound, Conflict, Precondition `not_unique` */
export async function renameListItem(
  ctx: Context,
  itemId: string,
  input: { readonly label: string; readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("listItems", itemId) });
  const item = expectRow(found, "list entry", input.version);
  const change = new Change(ctx, {
    action: "lists.rename",
    summary: `Renamed the list entry ${item.label} to ${input.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("listItems", item, { label: input.label })) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainLabel(error);
  }
}
