import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainGroupName } from "./create-group.ts";
import type { GroupInput } from "./schemas.ts";

/** Renames or describes a group. @throws NotFound, Conflict, Precondition `not_unique` */
export async function updateGroup(
  ctx: Context,
  groupId: string,
  input: GroupInput & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "permissions", "full");
  const { found } = await read(ctx, { found: livingById("staffGroups", groupId) });
  const group = expectRow(found, "group", input.version);
  const { version: _version, ...facts } = input;
  const change = new Change(ctx, {
    action: "groups.update",
    summary: `Changed the group ${input.name}`,
    right: "permissions",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("staffGroups", group, facts)) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainGroupName(error);
  }
}
