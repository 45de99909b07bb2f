import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { requireTarget } from "./closure-target.ts";
import type { ClosureInput } from "./schemas.ts";

/** Closes days. Meetings follow from it at once; what they were before is what they are again once it is deleted. @throws Precondition */
export async function createClosure(
  ctx: Context,
  input: ClosureInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  const keepTarget = await requireTarget(ctx, input);
  const id = newId("closure", ctx.nowMs);
  const change = new Change(ctx, {
    action: "closures.create",
    summary: `Added the closure ${input.name}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  keepTarget(change);
  change.insert("closures", { id, ...input });
  return { id, change: await commit(ctx, change, { id }) };
}
