import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { isRestrictable } from "../../kernel/decide.ts";
import { RIGHTS, type Right } from "../../kernel/permissions.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import { accountsOf, subtreeOf } from "../reach.ts";
import {
  nameOf,
  nodesOf,
  type OverrideTree,
  ownLevel,
  pathTo,
  readTree,
  requireNode,
} from "./override-tree.ts";
import type { OverriddenRight, OverridesPage } from "./schemas.ts";

/** What one group takes away, and what is taken away above it. @throws NotFound */
export async function getOverrides(
  ctx: EnterpriseContext,
  group: string | undefined,
): Promise<OverridesPage> {
  const groupId = group || ctx.actor.groupId;
  const tree = await readTree(ctx);
  const node = requireNode(tree, ctx.actor, groupId);
  const { accounts } = await ctx.control.read({ accounts: accountsBelow(ctx.actor, groupId) });
  const above = pathTo(tree, groupId).slice(0, -1);
  const rights = (Object.keys(RIGHTS) as Right[]).filter(isRestrictable).map((right): OverriddenRight => {
    const { section, label, description } = RIGHTS[right];
    const own = ownLevel(tree, groupId, right);
    return { right, section, label, description, own, inherited: inheritedBy(tree, above, right) };
  });
  return { nodes: nodesOf(tree, ctx.actor), node, accountCount: accounts.length, rights };
}

/** The strictest of what stands above; of several that are equally strict, the highest. */
export function inheritedBy(
  tree: OverrideTree,
  above: readonly (string | null)[],
  right: string,
): OverriddenRight["inherited"] {
  const found = above.flatMap((groupId) => {
    const maxLevel = ownLevel(tree, groupId, right);
    return maxLevel === null ? [] : [{ maxLevel, groupName: nameOf(tree, groupId) }];
  });
  return found.find(({ maxLevel }) => maxLevel === "none") ?? found[0] ?? null;
}

/** The accounts in a group and in all groups below it, or all of the enterprise. */
export function accountsBelow(
  actor: EnterpriseActor,
  groupId: string | null,
): Query<{ id: string; name: string; groupId: string | null }> {
  const within = groupId === null ? sql`` : sql`and ea.group_id in ${subtreeOf(groupId)}`;
  return select(
    {
      id: sql<string>`a.id`,
      name: sql<string>`a.display_name`,
      groupId: sql<string | null>`ea.group_id`,
    },
    sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
      where ea.account_id in ${accountsOf(actor)} ${within} order by lower(a.display_name), a.id`,
  );
}
