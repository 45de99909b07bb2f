import { type Context, requireRight } from "../../kernel/context.ts";
import { planQuickEdit } from "./plan-quick-edit.ts";
import { readQuickEdit } from "./quick-edit-state.ts";
import type { QuickEditInput } from "./schemas.ts";
import type { QuickEditRow } from "./shapes.ts";

/** What a bulk edit would do to each class; writes nothing. */
export async function previewQuickEdit(
  ctx: Context,
  input: QuickEditInput,
): Promise<{ rows: QuickEditRow[] }> {
  requireRight(ctx, "classes", "full");
  const state = await readQuickEdit(ctx, input);
  return { rows: planQuickEdit(state, input.edit).map((plan) => plan.row) };
}
