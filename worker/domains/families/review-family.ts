import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Somebody looked at a family that an import had flagged, and it is in order. */
export async function reviewFamily(
  ctx: Context,
  familyId: string,
  input: { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "families", "full");
  const found = await read(ctx, { family: livingById("families", familyId) });
  const family = expectRow(found.family, "family", input.version);
  const change = new Change(ctx, {
    action: "families.review",
    summary: `Reviewed the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("families", family, { needsReview: false, reviewReason: null });
  return { change: changed ? await commit(ctx, change) : null };
}
