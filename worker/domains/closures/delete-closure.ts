import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";

/** Takes a closure back: its days are as every week again. @throws NotFound, Conflict `changed_meanwhile` */
export async function deleteClosure(
  ctx: Context,
  closureId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const { found } = await read(ctx, { found: livingById("closures", closureId) });
  const closure = expectRow(found, "closure", input.version);
  const change = new Change(ctx, {
    action: "closures.delete",
    summary: `Deleted the closure ${closure.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("closures", closure);
  return { change: await commit(ctx, change) };
}
