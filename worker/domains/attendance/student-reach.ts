import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { Level, Right } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";

/** Whether a student is within reach: enrolled in a class that is; without restrictions also who is enrolled in nothing. */
export function studentInReach(ctx: Context, studentId: SQL, right: Right, level: Level): SQL {
  return sql`exists (select 1 from (select 1) left join enrollments e on e.student_id = ${studentId} and e.deleted_at is null
    left join classes c on c.id = e.class_id where ${classScope(ctx, right, level)})`;
}

/** One living student within reach. */
export function studentWithinReach(
  ctx: Context,
  studentId: string,
  right: Right,
  level: Level,
): Query<{ id: string; name: string }> {
  return select(
    { id: sql<string>`s.id`, name: sql<string>`s.first_name || ' ' || s.last_name` },
    sql`from students s where s.id = ${studentId} and s.deleted_at is null
      and ${studentInReach(ctx, sql`s.id`, right, level)}`,
  );
}
