import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import type { OverrideLevel, OverrideNode } from "./schemas.ts";

export interface StoredOverride {
  readonly groupId: string | null;
  readonly right: string;
  readonly maxLevel: "none" | "view";
}

interface Group {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
}

/** All places of an enterprise where rights are taken away, and what each takes: few rows, read at once. */
export interface OverrideTree {
  readonly enterpriseName: string;
  readonly groups: readonly Group[];
  readonly overrides: readonly StoredOverride[];
}

export async function readTree({ control, actor }: EnterpriseContext): Promise<OverrideTree> {
  const { groups, overrides } = await control.read({
    groups: groupsQuery(actor),
    overrides: overridesQuery(actor),
  });
  return { enterpriseName: actor.enterpriseName, groups, overrides };
}

function groupsQuery({ enterpriseId }: EnterpriseActor): Query<Group> {
  return select(
    { id: sql<string>`id`, parentId: sql<string | null>`parent_id`, name: sql<string>`name` },
    sql`from enterprise_groups where enterprise_id = ${enterpriseId} and deleted_at is null order by lower(name), id`,
  );
}

function overridesQuery({ enterpriseId }: EnterpriseActor): Query<StoredOverride> {
  return select(
    {
      groupId: sql<string | null>`group_id`,
      right: sql<string>`right_key`,
      maxLevel: sql<"none" | "view">`max_level`,
    },
    sql`from enterprise_overrides where enterprise_id = ${enterpriseId}`,
  );
}

/** From the enterprise (null) down to the group itself. */
export function pathTo(tree: OverrideTree, groupId: string | null): readonly (string | null)[] {
  if (groupId === null) return [null];
  const group = tree.groups.find(({ id }) => id === groupId);
  return group ? [...pathTo(tree, group.parentId), groupId] : [null];
}

export function nameOf(tree: OverrideTree, groupId: string | null): string {
  if (groupId === null) return tree.enterpriseName;
  return tree.groups.find(({ id }) => id === groupId)?.name ?? "";
}

export function ownLevel(tree: OverrideTree, groupId: string | null, right: string): OverrideLevel {
  return tree.overrides.find((one) => one.groupId === groupId && one.right === right)?.maxLevel ?? null;
}

/** The places that the reader may decide about, parents before children: all, or their own group and those below. */
export function nodesOf(tree: OverrideTree, { groupId }: EnterpriseActor): OverrideNode[] {
  const below = (parentId: string | null, depth: number): OverrideNode[] =>
    tree.groups
      .filter((group) => group.parentId === parentId)
      .flatMap((group) => [nodeOf(tree, group.id, depth), ...below(group.id, depth + 1)]);
  return [nodeOf(tree, groupId, 0), ...below(groupId, 1)];
}

function nodeOf(tree: OverrideTree, id: string | null, depth: number): OverrideNode {
  const parentId = tree.groups.find((group) => group.id === id)?.parentId ?? null;
  const ownCount = tree.overrides.filter((one) => one.groupId === id).length;
  return { id, parentId, name: nameOf(tree, id), depth, ownCount };
}

/** @throws NotFound when it is not theirs to decide about, or not there */
export function requireNode(tree: OverrideTree, actor: EnterpriseActor, id: string | null): OverrideNode {
  const node = nodesOf(tree, actor).find((one) => one.id === id);
  if (!node) throw new NotFound("group");
  return node;
}
