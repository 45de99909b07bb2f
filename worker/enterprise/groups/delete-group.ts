import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { groupsOf } from "../reach.ts";
import { atVersion, groupOf, requireBelow, requireVersion } from "./group-rows.ts";

/** How long a deleted group can be brought back. */
export const RESTORE_MS = 24 * 3_600_000;

/** Deletes an empty group; what it held was decided about before. @throws NotFound, Forbidden, Conflict `group_in_use` */
export async function deleteGroup(
  ctx: EnterpriseContext,
  id: string,
  { version }: { readonly version: number },
): Promise<{ id: string; version: number }> {
  const group = await groupOf(ctx, id);
  requireBelow(ctx.actor, group);
  requireVersion(group, version);
  const { held } = await ctx.control.read({
    held: select(
      {
        groups: sql<number>`(select count(*) from enterprise_groups where parent_id = ${id} and deleted_at is null)`,
        accounts: sql<number>`(select count(*) from enterprise_accounts where group_id = ${id})`,
        users: sql<number>`(select count(*) from enterprise_users where group_id = ${id} and deleted_at is null)`,
      },
      sql``,
    ),
  });
  const { groups = 0, accounts = 0, users = 0 } = held[0] ?? {};
  if (groups + accounts + users > 0) throw inUse({ groups, accounts, users });
  const empty = sql`not exists (select 1 from enterprise_groups where parent_id = ${id} and deleted_at is null)
    and not exists (select 1 from enterprise_accounts where group_id = ${id})
    and not exists (select 1 from enterprise_users where group_id = ${id} and deleted_at is null)`;
  const deleted = { id, version: group.version + 1 };
  await commitEnterprise(
    ctx,
    {
      action: "groups.delete",
      summary: `Deleted the group ${group.name}`,
      subjectId: id,
      before: { name: group.name, parentId: group.parentId },
    },
    [
      controlGuard(
        "row_version",
        sql`${atVersion("enterprise_groups", "id", id, group.version)} and ${empty}`,
      ),
      sql`update enterprise_groups set deleted_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
    ],
    deleted,
  );
  return deleted;
}

/** Brings a deleted group back to where it was. @throws NotFound, Conflict when its name or its parent is gone */
export async function restoreGroup(
  ctx: EnterpriseContext,
  id: string,
  { version }: { readonly version: number },
): Promise<{ id: string; version: number }> {
  const { actor, nowMs } = ctx;
  const reachable =
    actor.groupId === null
      ? sql`g.enterprise_id = ${actor.enterpriseId}`
      : sql`g.enterprise_id = ${actor.enterpriseId} and g.parent_id in ${groupsOf(actor)}`;
  const { found } = await ctx.control.read({
    found: select(
      { name: sql<string>`g.name`, version: sql<number>`g.version` },
      sql`from enterprise_groups g where g.id = ${id} and ${reachable} and g.deleted_at > ${nowMs - RESTORE_MS}`,
    ),
  });
  const group = found[0];
  if (!group) throw new NotFound("deleted group");
  requireVersion(group, version);
  const hasParent = sql`exists (select 1 from enterprise_groups g where g.id = ${id} and (g.parent_id is null
    or exists (select 1 from enterprise_groups p where p.id = g.parent_id and p.deleted_at is null)))`;
  const restored = { id, version: version + 1 };
  try {
    await commitEnterprise(
      ctx,
      { action: "groups.restore", summary: `Brought the group ${group.name} back`, subjectId: id },
      [
        controlGuard("row_version", atVersion("enterprise_groups", "id", id, version)),
        controlGuard("row_living", hasParent),
        sql`update enterprise_groups set deleted_at = null, updated_at = ${nowMs}, version = version + 1 where id = ${id}`,
      ],
      restored,
    );
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("name_taken", "Meanwhile there is another group of this name. Rename that one first.");
  }
  return restored;
}

function inUse(held: { groups: number; accounts: number; users: number }): Conflict {
  return new Conflict(
    "group_in_use",
    "This group is not empty. Move its accounts, users and subgroups elsewhere first; then it can be deleted.",
    held,
  );
}
