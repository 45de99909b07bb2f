import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { requireTarget } from "./closure-target.ts";
import type { ClosureInput } from "./schemas.ts";

/** Changes the days, the reach or the effect of a closure. @throws NotFound, Conflict, Precondition */
export async function updateClosure(
  ctx: Context,
  closureId: string,
  input: ClosureInput & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...fields } = input;
  const { found } = await read(ctx, { found: livingById("closures", closureId) });
  const closure = expectRow(found, "closure", version);
  const keepTarget = await requireTarget(ctx, fields);
  const change = new Change(ctx, {
    action: "closures.update",
    summary: `Changed the closure ${fields.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  keepTarget(change);
  return { change: change.update("closures", closure, fields) ? await commit(ctx, change) : null };
}
