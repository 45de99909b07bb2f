import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { grants, locations, staff, staffGroups } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { isRight, RIGHTS } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import { type Reach, requireReach, undoRight } from "./reach.ts";
import type { GrantInput } from "./schemas.ts";

/**
 * Gives a right to a group or a person, for one location or all. A grant of the same right for the same place is
 * changed instead, so that taking a right away is always one act.
 * @throws NotFound, Forbidden `beyond_own_rights`, Precondition `reference_missing` | `admin_is_whole`, Conflict `last_owner`
 */
export async function grantRight(
  ctx: Context,
  input: GrantInput,
): Promise<{ id: string; change: Committed | null }> {
  requireRight(ctx, "permissions", "full");
  const { holder, locationId } = input;
  const reach = reachOf(input);
  const found = await read(ctx, {
    holder: holderName(holder),
    location: select(
      { name: locations.name },
      sql`from ${locations} where ${locations.id} = ${locationId} and ${locations.deletedAt} is null`,
    ),
    existing: select(
      allColumns(grants),
      sql`from ${grants} where ${holder.kind === "group" ? grants.groupId : grants.staffId} = ${holder.id}
        and ${grants.rightKey} = ${reach.right} and ${grants.locationId} is ${locationId} and ${grants.deletedAt} is null`,
    ),
  });
  const name = found.holder[0]?.name;
  if (name === undefined) throw new NotFound(holder.kind === "group" ? "group" : "member of staff");
  if (locationId !== null && !found.location[0]) throw locationMissing();
  const existing = found.existing[0];
  // Lowering a grant takes what it gave, so both must be within reach.
  requireReach(ctx, existing ? [reach, { ...existing, right: reach.right }] : [reach]);
  const { level, ownClassesOnly, right } = reach;
  const place = found.location[0] ? ` at ${found.location[0].name}` : "";
  const change = new Change(ctx, {
    action: "rights.grant",
    summary: `Gave ${name} the right “${RIGHTS[right].label}” (${level})${place}`,
    right: undoRight(ctx, "permissions"),
    undoMs: UNDO_MS.ordinary,
  });
  const id = existing?.id ?? newId("grant", ctx.nowMs);
  if (existing) {
    if (!change.update("grants", existing, { level, ownClassesOnly })) return { id, change: null };
  } else {
    const to = holder.kind === "group" ? { groupId: holder.id } : { staffId: holder.id };
    change.insert("grants", { id, ...to, rightKey: right, level, locationId, ownClassesOnly });
  }
  return { id, change: await commit(ctx, change, { id }) };
}

function reachOf({ right, level, locationId, ownClassesOnly }: GrantInput): Reach {
  if (!isRight(right)) throw referenceMissing("right", "There is no such right.");
  if (right === "admin" && (level !== "full" || ownClassesOnly)) {
    const message = "Administration is always full and for all classes.";
    throw new Precondition("admin_is_whole", message, [{ path: "level", message }]);
  }
  return { right, level, locationId, ownClassesOnly };
}

function holderName({ kind, id }: GrantInput["holder"]): Query<{ name: string }> {
  return kind === "group"
    ? select({ name: staffGroups.name }, sql`from ${staffGroups} where id = ${id} and deleted_at is null`)
    : select(
        { name: sql<string>`${staff.firstName} || ' ' || ${staff.lastName}` },
        sql`from ${staff} where id = ${id} and deleted_at is null`,
      );
}

function locationMissing(): Precondition {
  return referenceMissing("locationId", "This location no longer exists. Choose another one.");
}

function referenceMissing(path: string, message: string): Precondition {
  return new Precondition("reference_missing", message, [{ path, message }]);
}
