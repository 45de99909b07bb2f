import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addSuppression } from "./add-suppression.ts";
import type { SuppressionInput } from "./schemas.ts";

/** No mail goes to an address any more, because somebody here says so. @throws Conflict `known_already` */
export async function suppressAddress(
  ctx: Context,
  input: SuppressionInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "settings", "full");
  await read(ctx, {});
  const change = new Change(ctx, {
    action: "suppressions.add",
    summary: `Suppressed mail to ${input.address}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  const id = addSuppression(ctx, change, { ...input, reason: "by_hand" });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("known_already", "This address is on the list already.");
  }
}
