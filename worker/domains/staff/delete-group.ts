import { sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { entities, type Row } from "../../../tenant-schema/entities.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { grantsOfGroups, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";

/**
 * Deletes a group with its memberships and grants, all in one change, so that undo brings the whole of it back.
 * @throws NotFound, Forbidden `beyond_own_rights`, Conflict `last_owner`
 */
export async function deleteGroup(
  ctx: Context,
  groupId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "permissions", "full");
  const found = await read(ctx, {
    group: livingById("staffGroups", groupId),
    members: partsOf("staffGroupMembers", groupId),
    grants: partsOf("grants", groupId),
    reach: grantsOfGroups([groupId]),
  });
  const group = expectRow(found.group, "group", input.version);
  requireReach(ctx, toGrants(found.reach));
  const change = new Change(ctx, {
    action: "groups.delete",
    summary: `Deleted the group ${group.name}`,
    right: undoRight(ctx, "permissions"),
    undoMs: UNDO_MS.ordinary,
  });
  for (const member of found.members) change.remove("staffGroupMembers", member);
  for (const grant of found.grants) change.remove("grants", grant);
  change.remove("staffGroups", group);
  return { change: await commit(ctx, change) };
}

function partsOf<E extends "staffGroupMembers" | "grants">(entity: E, groupId: string): Query<Row<E>> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(
    allColumns(table),
    sql`from ${table} where group_id = ${groupId} and deleted_at is null`,
  ) as unknown as Query<Row<E>>;
}
