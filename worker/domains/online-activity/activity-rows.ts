import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import type { ActivityKind, ActivityRow } from "./schemas.ts";

export const OPEN_STATES = sql`('new', 'in_review', 'waiting_for_family')`;

/** Which items the actor's right reaches: those of its classes and locations, and those of no place at all. */
export function activityScope(ctx: Context, level: Level): SQL {
  const columns = { classId: sql`a.class_id`, locationId: sql`a.location_id` };
  return sql`((a.class_id is null and a.location_id is null) or ${classScope(ctx, "online_activity", level, columns)})`;
}

/** Items as the list shows them; `rest` begins with a condition over `a`. */
export function activityRows(rest: SQL): Query<ActivityRow> {
  const nameOf = (column: SQL) =>
    sql<
      string | null
    >`(select trim(st.first_name || ' ' || st.last_name) from staff st where st.id = ${column})`;
  return select(
    {
      id: sql<string>`a.id`,
      number: sql<number>`a.number`,
      version: sql<number>`a.version`,
      kind: sql<ActivityKind>`a.kind`,
      nature: sql<"info" | "request">`a.nature`,
      state: sql<string>`a.state`,
      summary: sql<string>`a.summary`,
      note: sql<string | null>`nullif(a.facts ->> 'note', '')`,
      familyId: sql<string>`a.family_id`,
      familyName: sql<string>`f.name`,
      studentId: sql<string | null>`a.student_id`,
      classId: sql<string | null>`a.class_id`,
      className: sql<string | null>`(select c.name from classes c where c.id = a.class_id)`,
      concernsOn: sql<string | null>`a.concerns_on`,
      happenedAt: sql<number>`a.happened_at`,
      claimedBy: sql<string | null>`a.claimed_by`,
      claimedByName: nameOf(sql`a.claimed_by`),
      decidedByName: nameOf(sql`a.decided_by`),
      decidedAt: sql<number | null>`a.decided_at`,
      decisionText: sql<string | null>`a.decision_text`,
    },
    sql`from living_activity_items a join families f on f.id = a.family_id where ${rest}`,
  );
}
