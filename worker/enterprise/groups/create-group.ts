import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Forbidden, Precondition } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { groupsOf } from "../reach.ts";
import { groupOf } from "./group-rows.ts";
import type { CreateGroupInput } from "./schemas.ts";

/** Makes a group, or a subgroup of one. It is switched off until somebody switches it on. @throws NotFound, Forbidden */
export async function createGroup(
  ctx: EnterpriseContext,
  { name, parentId }: CreateGroupInput,
): Promise<{ id: string; version: number }> {
  const { actor, nowMs } = ctx;
  if (parentId === null && actor.groupId !== null) {
    throw new Forbidden(
      "below_own_group",
      "You work for one group: choose it, or one below it, to stand above.",
    );
  }
  const parent = parentId === null ? null : await groupOf(ctx, parentId);
  const id = newId("enterpriseGroup", nowMs);
  const living = parentId === null ? sql`true` : sql`${parentId} in ${groupsOf(actor)}`;
  const act = {
    action: parent ? "subgroups.create" : "groups.create",
    summary: parent ? `Created the subgroup ${name} of ${parent.name}` : `Created the group ${name}`,
    subjectId: id,
    after: { name, parentId },
  };
  const created = { id, version: 1 };
  try {
    await commitEnterprise(
      ctx,
      act,
      [
        controlGuard("row_living", living),
        sql`insert into enterprise_groups (id, enterprise_id, parent_id, name, created_at, updated_at)
          values (${id}, ${actor.enterpriseId}, ${parentId}, ${name}, ${nowMs}, ${nowMs})`,
      ],
      created,
    );
  } catch (error) {
    throw explainName(error);
  }
  return created;
}

export function explainName(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  const message = "There is a group of this name here already. Choose another name.";
  return new Precondition("name_taken", message, [{ path: "name", message }]);
}
