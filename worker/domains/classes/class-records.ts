import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { classes } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { sessionLinks, slots, slotVersions } from "../../../tenant-schema/schedule.ts";
import { keywordLinks } from "../../../tenant-schema/school-lists.ts";
import { type Context, requireRight, standingOf } from "../../kernel/context.ts";
import { reachingGrants } from "../../kernel/decide.ts";
import { Forbidden } from "../../kernel/errors.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";

const COLUMNS = { classId: sql`${classes.id}`, locationId: sql`${classes.locationId}` };

/** Some living classes, whole, as far as the actor's right to classes reaches. */
export function classesById(ctx: Context, ids: readonly string[], level: Level): Query<Row<"classes">> {
  return select(
    allColumns(classes),
    sql`from json_each(${JSON.stringify(ids)}) j cross join ${classes} on ${classes.id} = j.value
      where ${classes.deletedAt} is null and ${classScope(ctx, "classes", level, COLUMNS)}`,
  );
}

export function slotsOf(classId: string): Query<Row<"slots">> {
  return select(
    allColumns(slots),
    sql`from ${slots} where ${slots.classId} = ${classId} and ${slots.deletedAt} is null
      order by ${slots.position}, ${slots.id}`,
  );
}

/** In the order of time. */
export function versionsOf(classId: string): Query<Row<"slotVersions">> {
  return select(
    allColumns(slotVersions),
    sql`from ${slotVersions} where ${slotVersions.classId} = ${classId} and ${slotVersions.deletedAt} is null
      order by ${slotVersions.slotId}, ${slotVersions.startsOn}`,
  );
}

export function sessionLinksOf(classId: string): Query<Row<"sessionLinks">> {
  return select(
    allColumns(sessionLinks),
    sql`from ${sessionLinks} where ${sessionLinks.classId} = ${classId} and ${sessionLinks.deletedAt} is null`,
  );
}

export function keywordLinksOf(classIds: readonly string[]): Query<Row<"keywordLinks">> {
  return select(
    allColumns(keywordLinks),
    sql`from json_each(${JSON.stringify(classIds)}) j cross join ${keywordLinks} on ${keywordLinks.entityId} = j.value
      where ${keywordLinks.deletedAt} is null`,
  );
}

/** The condition that a class is there when the batch runs. */
export function classLives(classId: string): SQL {
  return sql`exists (select 1 from classes where id = ${classId} and deleted_at is null)`;
}

/**
 * @throws Forbidden unless the actor may put classes at that location, also such as others teach
 */
export function requireRoomAt(ctx: Context, locationId: string): void {
  requireRight(ctx, "classes", "full", locationId);
  if (ctx.actor.kind !== "staff") return;
  const reaching = reachingGrants(standingOf(ctx.actor, ctx.account), "classes", "full").filter(
    (grant) => grant.locationId === null || grant.locationId === locationId,
  );
  if (reaching.some((grant) => !grant.ownClassesOnly)) return;
  throw new Forbidden(
    "own_classes_only",
    "You may change the classes you teach, not make new ones. Ask somebody who manages groups and rights.",
    { right: "classes", level: "full" },
  );
}
