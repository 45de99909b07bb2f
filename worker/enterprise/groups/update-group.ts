import { type SQL, sql } from "drizzle-orm";
import { Conflict, Forbidden } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { subtreeOf } from "../reach.ts";
import { endEntriesBelow } from "../sessions/end-entries-below.ts";
import { explainName } from "./create-group.ts";
import { atVersion, type GroupRow, groupOf, requireBelow, requireVersion } from "./group-rows.ts";
import type { UpdateGroupInput } from "./schemas.ts";

/**
 * Renames a group, switches it on or off, or moves it with all below it. Whoever works for it and is inside an account when
 * it is switched off or moved comes out at once.
 * @throws NotFound, Forbidden, Conflict, Precondition
 */
export async function updateGroup(
  ctx: EnterpriseContext,
  id: string,
  input: UpdateGroupInput,
): Promise<{ id: string; version: number }> {
  const group = await groupOf(ctx, id);
  requireBelow(ctx.actor, group);
  requireVersion(group, input.version);
  const { name = group.name, isActive = group.isActive, parentId = group.parentId } = input;
  const isMoved = parentId !== group.parentId;
  if (isMoved) await requireNewParent(ctx, group, parentId);
  const updated = { id, version: group.version + 1 };
  const sound: SQL =
    parentId === null
      ? sql`true`
      : sql`${parentId} not in ${subtreeOf(id)}
    and exists (select 1 from enterprise_groups where id = ${parentId} and deleted_at is null)`;
  try {
    await commitEnterprise(
      ctx,
      {
        action: isMoved ? "groups.move" : isActive === group.isActive ? "groups.rename" : "groups.activate",
        summary: summaryOf(group, { name, isActive, isMoved }),
        subjectId: id,
        before: { name: group.name, isActive: group.isActive, parentId: group.parentId },
        after: { name, isActive, parentId },
      },
      [
        controlGuard("row_version", atVersion("enterprise_groups", "id", id, group.version)),
        controlGuard("tree_sound", sound),
        sql`update enterprise_groups set name = ${name}, is_active = ${isActive ? sql`1` : sql`0`}, parent_id = ${parentId},
          updated_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
      ],
      updated,
    );
  } catch (error) {
    throw explainName(error);
  }
  if (isMoved || !isActive) await endEntriesBelow(ctx, id, "enterprise_group_changed");
  return updated;
}

/** Both ends of a move are within reach: nobody hands a group to somebody they know nothing of. */
async function requireNewParent(
  ctx: EnterpriseContext,
  group: GroupRow,
  parentId: string | null,
): Promise<void> {
  if (parentId === null) {
    if (ctx.actor.groupId === null) return;
    throw new Forbidden("below_own_group", "You work for one group: the groups below it stay below it.");
  }
  if (parentId === group.id) throw circle();
  await groupOf(ctx, parentId);
}

function circle(): Conflict {
  return new Conflict("group_circle", "A group cannot be moved into itself or into a group below it.");
}

function summaryOf(
  group: GroupRow,
  now: { readonly name: string; readonly isActive: boolean; readonly isMoved: boolean },
): string {
  if (now.isMoved) return `Moved the group ${now.name}`;
  if (now.isActive !== group.isActive) return `Switched the group ${now.name} ${now.isActive ? "on" : "off"}`;
  return `Renamed the group ${group.name} to ${now.name}`;
}
