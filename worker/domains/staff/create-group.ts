import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { GroupInput } from "./schemas.ts";

/** Makes an empty group: nobody is in it and it gives no right yet. @throws Precondition `not_unique` */
export async function createGroup(
  ctx: Context,
  input: GroupInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "permissions", "full");
  const id = newId("group", ctx.nowMs);
  const change = new Change(ctx, {
    action: "groups.create",
    summary: `Made the group ${input.name}`,
    right: "permissions",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("staffGroups", { id, ...input });
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    throw explainGroupName(error);
  }
}

/** What the unique index of group names refused, as a problem of the form. */
export function explainGroupName(error: unknown): unknown {
  // The index is over an expression, so SQLite tells only its name.
  if (
    !(error instanceof UniqueViolation) ||
    !error.columns.some((column) => column.includes("staff_groups"))
  ) {
    return error;
  }
  const message = "There is a group of this name already.";
  return new Precondition("not_unique", message, [{ path: "name", message }]);
}
