import { type SQL, sql } from "drizzle-orm";
import { type Context, standingOf } from "./context.ts";
import { reachingGrants } from "./decide.ts";
import type { Grant, Level, Right } from "./permissions.ts";

/**
 * Which classes a right reaches, as a condition over a class's columns: those of the grant's location, and with “own
 * classes only” those one teaches, at any time, or steps in for. Goes into every query of classes and what hangs on
 * them, reads and the reads of writes, so that what is out of reach is not found.
 */
export function classScope(
  ctx: Context,
  right: Right,
  level: Level,
  columns: { readonly classId: SQL; readonly locationId: SQL } = {
    classId: sql`c.id`,
    locationId: sql`c.location_id`,
  },
): SQL {
  switch (ctx.actor.kind) {
    case "system":
      return sql`true`;
    case "guardian":
      return ctx.actor.lent.includes(right) ? sql`true` : sql`false`;
    case "anonymous":
      return sql`false`;
    case "staff": {
      const { id } = ctx.actor;
      const reaching = reachingGrants(standingOf(ctx.actor, ctx.account), right, level);
      if (reaching.length === 0) return sql`false`;
      if (reaching.some((grant) => grant.locationId === null && !grant.ownClassesOnly)) return sql`true`;
      const conditions = reaching.map((grant) => conditionOf(grant, id, columns));
      return sql`(${sql.join(conditions, sql` or `)})`;
    }
  }
}

function conditionOf(
  { locationId, ownClassesOnly }: Grant,
  staffId: string,
  columns: { readonly classId: SQL; readonly locationId: SQL },
): SQL {
  const here = locationId === null ? sql`true` : sql`${columns.locationId} = ${locationId}`;
  return ownClassesOnly ? sql`(${here} and ${teaches(staffId, columns.classId)})` : here;
}

/** Whether somebody teaches a class or stands in for somebody in one of its meetings. */
export function teaches(staffId: string, classId: SQL): SQL {
  return sql`(exists (select 1 from slot_versions own where own.class_id = ${classId} and own.deleted_at is null
      and instr(own.instructor_ids, ${staffId}) > 0)
    or exists (select 1 from meeting_substitutes own where own.substitute_id = ${staffId} and own.class_id = ${classId}
      and own.deleted_at is null))`;
}
