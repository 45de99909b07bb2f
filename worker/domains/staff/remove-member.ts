import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { staffGroupMembers } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { grantsOfGroups, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";
import { fullName } from "./staff-rows.ts";

/** Takes somebody out of a group; its rights end at once. @throws NotFound, Forbidden, Conflict `last_owner` */
export async function removeMember(
  ctx: Context,
  groupId: string,
  staffId: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "permissions", "full");
  const found = await read(ctx, {
    group: livingById("staffGroups", groupId),
    person: livingById("staff", staffId),
    membership: select(
      allColumns(staffGroupMembers),
      sql`from ${staffGroupMembers} where ${staffGroupMembers.groupId} = ${groupId}
        and ${staffGroupMembers.staffId} = ${staffId} and ${staffGroupMembers.deletedAt} is null`,
    ),
    grants: grantsOfGroups([groupId]),
  });
  const group = expectRow(found.group, "group");
  const person = expectRow(found.person, "member of staff");
  const membership = expectRow(found.membership, "group membership");
  requireReach(ctx, toGrants(found.grants));
  const change = new Change(ctx, {
    action: "groups.remove_member",
    summary: `Took ${fullName(person)} out of the group ${group.name}`,
    right: undoRight(ctx, "permissions"),
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("staffGroupMembers", membership);
  return { change: await commit(ctx, change) };
}
