import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { isRestrictable } from "../../kernel/decide.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { isRight, RIGHTS } from "../../kernel/permissions.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsBelow, inheritedBy } from "./get-overrides.ts";
import { type OverrideTree, pathTo, readTree, requireNode } from "./override-tree.ts";
import type { OverrideChange, OverrideLevel, OverridesInput } from "./schemas.ts";

/**
 * Takes rights away from everybody below a group, or gives back what this very group took. Only what stands as it was
 * read is changed, so the same act the other way round undoes it and refuses when somebody came between.
 * @throws NotFound, Precondition `right_unknown` | `way_in`, Conflict `parent_stricter` | `changed_meanwhile`
 */
export async function setOverrides(
  ctx: EnterpriseContext,
  { groupId, changes, isUndo }: OverridesInput,
): Promise<{ readonly summary: string }> {
  const tree = await readTree(ctx);
  const node = requireNode(tree, ctx.actor, groupId);
  const above = pathTo(tree, groupId).slice(0, -1);
  for (const change of changes) refuse(tree, above, change);
  const { accounts } = await ctx.control.read({ accounts: accountsBelow(ctx.actor, groupId) });
  const told = changes.map(({ right, to }) => `${labelOf(right)} ${wordOf(to)}`).join(", ");
  const summary = `${isUndo ? "Undid rights of" : "Rights in"} “${node.name}”: ${told}`;
  const record = (side: "from" | "to") =>
    Object.fromEntries(changes.map((change) => [change.right, change[side] ?? "as granted"]));
  const act = {
    action: isUndo ? "overrides.undo" : "overrides.set",
    summary,
    subjectId: groupId ?? ctx.actor.enterpriseId,
    before: record("from"),
    after: record("to"),
  };
  const living = sql`exists (select 1 from enterprise_groups where id = ${groupId} and deleted_at is null)`;
  const rows = [
    ...(groupId === null ? [] : [controlGuard("row_living", living)]),
    ...changes.flatMap((change) => rowsOf(ctx, groupId, change)),
  ];
  await commitEnterprise(ctx, act, rows, { summary });
  for (const { id } of accounts) ctx.services.house.directory.forget(id);
  return { summary };
}

function refuse(tree: OverrideTree, above: readonly (string | null)[], { right, to }: OverrideChange): void {
  if (!isRight(right)) throw new Precondition("right_unknown", "There is no such right. Reload the page.");
  if (!isRestrictable(right)) {
    throw new Precondition(
      "way_in",
      `“${RIGHTS[right].label}” decides who gets in at all and is never taken away here: nobody could put it right again. Deactivate the person in the account instead.`,
    );
  }
  const inherited = inheritedBy(tree, above, right);
  if (to !== "view" || inherited?.maxLevel !== "none") return;
  throw new Conflict(
    "parent_stricter",
    `“${inherited.groupName}” takes “${RIGHTS[right].label}” away already. A group below can take more away, never give back.`,
    { right, groupName: inherited.groupName },
  );
}

function rowsOf(ctx: EnterpriseContext, groupId: string | null, { right, from, to }: OverrideChange): SQL[] {
  const { enterpriseId, id: userId } = ctx.actor;
  const where = sql`enterprise_id = ${enterpriseId} and coalesce(group_id, '') = ${groupId ?? ""} and right_key = ${right}`;
  const asRead = controlGuard(
    "row_version",
    sql`(select max_level from enterprise_overrides where ${where}) is ${from}`,
  );
  if (to === null) return [asRead, sql`delete from enterprise_overrides where ${where}`];
  const write = sql`insert into enterprise_overrides
      (id, enterprise_id, group_id, right_key, max_level, set_by, created_at, updated_at)
    values (${newId("enterpriseOverride", ctx.nowMs)}, ${enterpriseId}, ${groupId}, ${right}, ${to}, ${userId},
      ${ctx.nowMs}, ${ctx.nowMs})
    on conflict (enterprise_id, coalesce(group_id, ''), right_key) do update
      set max_level = excluded.max_level, set_by = excluded.set_by, updated_at = excluded.updated_at, version = version + 1`;
  return [asRead, write];
}

function labelOf(right: string): string {
  return isRight(right) ? RIGHTS[right].label : right;
}

export function wordOf(level: OverrideLevel): string {
  switch (level) {
    case null:
      return "as granted";
    case "view":
      return "at most to look at";
    case "none":
      return "removed";
  }
}
