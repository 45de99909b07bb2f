import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { grants, staff, staffGroups } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { isRight, RIGHTS } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { requireReach, undoRight } from "./reach.ts";

/** Takes one grant away; it ends at once for everybody it reached. @throws NotFound, Forbidden, Conflict `last_owner` */
export async function revokeRight(
  ctx: Context,
  grantId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "permissions", "full");
  const found = await read(ctx, { grant: livingById("grants", grantId), holder: holderOf(grantId) });
  const grant = expectRow(found.grant, "right", input.version);
  const right = grant.rightKey;
  if (isRight(right)) requireReach(ctx, [{ ...grant, right }]);
  const label = isRight(right) ? RIGHTS[right].label : right;
  const change = new Change(ctx, {
    action: "rights.revoke",
    summary: `Took the right “${label}” from ${found.holder[0]?.name ?? "nobody"}`,
    right: undoRight(ctx, "permissions"),
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("grants", grant);
  return { change: await commit(ctx, change) };
}

function holderOf(grantId: string): Query<{ name: string }> {
  return select(
    { name: sql<string>`coalesce(${staffGroups.name}, ${staff.firstName} || ' ' || ${staff.lastName})` },
    sql`from ${grants} left join ${staffGroups} on ${staffGroups.id} = ${grants.groupId}
      left join ${staff} on ${staff.id} = ${grants.staffId} where ${grants.id} = ${grantId}`,
  );
}
