import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { grantsOfGroups, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";
import { fullName } from "./staff-rows.ts";

/** Puts somebody into a group; the group's rights hold at once. @throws NotFound, Forbidden, Precondition `already_member` */
export async function addMember(
  ctx: Context,
  groupId: string,
  input: { readonly staffId: string },
): Promise<{ change: Committed }> {
  requireRight(ctx, "permissions", "full");
  const found = await read(ctx, {
    group: livingById("staffGroups", groupId),
    person: livingById("staff", input.staffId),
    grants: grantsOfGroups([groupId]),
  });
  const group = expectRow(found.group, "group");
  const person = expectRow(found.person, "member of staff");
  requireReach(ctx, toGrants(found.grants));
  const change = new Change(ctx, {
    action: "groups.add_member",
    summary: `Put ${fullName(person)} into the group ${group.name}`,
    right: undoRight(ctx, "permissions"),
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("staffGroupMembers", {
    id: newId("membership", ctx.nowMs),
    groupId,
    staffId: person.id,
  });
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const message = `${fullName(person)} is in the group ${group.name} already.`;
    throw new Precondition("already_member", message, [{ path: "staffId", message }]);
  }
}
