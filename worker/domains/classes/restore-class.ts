import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { classesById } from "./class-records.ts";

/** Brings an archived class back into the daily lists. */
export async function restoreClass(
  ctx: Context,
  classId: string,
  input: { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const found = await read(ctx, { class: classesById(ctx, [classId], "full") });
  const before = expectRow(found.class, "class", input.version);
  const change = new Change(ctx, {
    action: "classes.restore",
    summary: `Brought the class ${before.name} back`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("classes", before, { isArchived: false });
  return { change: changed ? await commit(ctx, change) : null };
}
