import type { GroupName } from "../../../worker/enterprise/accounts/schemas.ts";

/** A group where it stands in the tree that the reader knows: below its parent, `depth` steps down. */
export type PlacedGroup = GroupName & { depth: number; path: string[] };

/** The groups as a tree read from top to bottom; one whose parent the reader may not know of stands at the top. */
export function placed(groups: readonly GroupName[]): PlacedGroup[] {
  const known = new Set(groups.map(({ id }) => id));
  const below = Map.groupBy(groups, ({ parentId }) => (parentId && known.has(parentId) ? parentId : null));
  const walk = (parentId: string | null, path: string[]): PlacedGroup[] =>
    (below.get(parentId) ?? []).flatMap((group) => {
      const own = [...path, group.name];
      return [{ ...group, depth: path.length, path: own }, ...walk(group.id, own)];
    });
  return walk(null, []);
}

/** A group with all below it. */
export function withBelow(groups: readonly GroupName[], chosen: ReadonlySet<string>): Set<string> {
  const wanted = new Set(chosen);
  for (const group of placed(groups)) if (group.parentId && wanted.has(group.parentId)) wanted.add(group.id);
  return wanted;
}
