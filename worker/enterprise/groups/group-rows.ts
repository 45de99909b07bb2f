import { type SQL, sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { Conflict, Forbidden, NotFound } from "../../kernel/errors.ts";
import type { EnterpriseActor, EnterpriseContext } from "../context.ts";
import { groupsOf } from "../reach.ts";

export interface GroupRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly isActive: boolean;
  readonly version: number;
}

export const groupColumns = {
  id: sql<string>`g.id`,
  parentId: sql<string | null>`g.parent_id`,
  name: sql<string>`g.name`,
  isActive: flag(sql`g.is_active`),
  version: sql<number>`g.version`,
};

/** A group that the reader may know of. @throws NotFound */
export async function groupOf(ctx: EnterpriseContext, id: string): Promise<GroupRow> {
  const { found } = await ctx.control.read({
    found: select(
      groupColumns,
      sql`from enterprise_groups g where g.id = ${id} and g.id in ${groupsOf(ctx.actor)}`,
    ),
  });
  if (!found[0]) throw new NotFound("group");
  return found[0];
}

/**
 * Whether somebody may change a group itself: what stands below their own, never their own, so that nobody widens or
 * closes what they were given.
 * @throws Forbidden
 */
export function requireBelow(actor: EnterpriseActor, group: Pick<GroupRow, "id">): void {
  if (actor.groupId !== group.id) return;
  throw new Forbidden(
    "own_group",
    "You work for this group, so somebody above it changes it. You can change the groups below it.",
  );
}

/** @throws Conflict `changed_meanwhile` */
export function requireVersion(row: { readonly version: number }, version: number): void {
  if (row.version === version) return;
  throw new Conflict(
    "changed_meanwhile",
    "Somebody else changed this while you were working on it. Look at the current state and try again.",
  );
}

export function atVersion(table: string, key: string, id: string, version: number): SQL {
  return sql`(select version from ${sql.identifier(table)} where ${sql.identifier(key)} = ${id}) = ${version}`;
}
