import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { familyList, studentList } from "../../../tenant-schema/lists.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { Right } from "../../kernel/permissions.ts";
import { matchingClasses } from "../classes/list-classes.ts";
import { classFilter } from "../classes/schemas.ts";
import { matchingEnrollments } from "../enrollments/list-enrollments.ts";
import { enrollmentFilter } from "../enrollments/schemas.ts";
import { familyMatches } from "../families/family-matches.ts";
import { familyFilter } from "../families/schemas.ts";
import { matchingStaff } from "../staff/list-staff.ts";
import { staffFilter } from "../staff/schemas.ts";
import { studentMatches } from "../students/list-students.ts";
import { studentFilter } from "../students/schemas.ts";
import type { Audience, AudienceList } from "./schemas.ts";

const RIGHTS: Readonly<Record<AudienceList, Right>> = {
  families: "families",
  students: "students",
  classes: "classes",
  enrollments: "enrollments",
  staff: "staff",
};

/** Whoever writes to a list may see it. @throws Forbidden */
export function requireList(ctx: Context, { list }: Audience): void {
  requireRight(ctx, RIGHTS[list], "view");
}

/**
 * Whom an audience is about, in one SELECT: `id`, `family_id`, `student_id`, `class_id`, `staff_id`. Each list answers by
 * its own conditions, so what is written to is what the screen shows; a class stands for those who come to it.
 * @throws Precondition `bad_filter`
 */
export function subjectsOf(ctx: Context, audience: Audience): SQL {
  const { list, filter } = audience;
  const on = today(ctx);
  const among = (column: SQL, ids: readonly string[]) =>
    sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;
  const ticked = (column: SQL) => {
    const chosen = audience.ids.length === 0 ? sql`true` : among(column, audience.ids);
    return audience.except.length === 0 ? chosen : sql`${chosen} and not ${among(column, audience.except)}`;
  };
  const of = (columns: Readonly<Partial<Record<Exclude<Column, "id">, SQL>>>, id: SQL) =>
    sql.join(
      [
        sql`${id} as id`,
        ...COLUMNS.map((name) => sql`${columns[name] ?? sql`null`} as ${sql.identifier(name)}`),
      ],
      sql`, `,
    );
  switch (list) {
    case "families":
      return sql`select ${of({ family_id: sql`${familyList.familyId}` }, sql`${familyList.familyId}`)} from ${familyList}
        where ${ticked(sql`${familyList.familyId}`)} and ${familyMatches(ctx, parsed(familyFilter, filter), on)}`;
    case "students":
      return sql`select ${of({ family_id: sql`${studentList.familyId}`, student_id: sql`${studentList.studentId}` }, sql`${studentList.studentId}`)}
        from ${studentList} where ${ticked(sql`${studentList.studentId}`)} and ${studentMatches(parsed(studentFilter, filter), on)}`;
    case "classes":
      return sql`select ${of(ENROLLED, sql`n.id`)} from enrollments n join living_students st on st.id = n.student_id
        where n.deleted_at is null and n.kind in ('active', 'trial') and coalesce(n.ends_on, '9999-12-31') >= ${on}
          and ${ticked(sql`n.class_id`)} and n.class_id in (${matchingClasses(ctx, parsed(classFilter, filter))})`;
    case "enrollments":
      return sql`select ${of(ENROLLED, sql`n.id`)} from enrollments n join living_students st on st.id = n.student_id
        where ${ticked(sql`n.id`)} and n.id in (${matchingEnrollments(ctx, parsed(enrollmentFilter, filter))})`;
    case "staff":
      return sql`select ${of({ staff_id: sql`w.id` }, sql`w.id`)} from staff w
        where ${ticked(sql`w.id`)} and w.id in (${matchingStaff(parsed(staffFilter, filter))})`;
  }
}

const COLUMNS = ["family_id", "student_id", "class_id", "staff_id"] as const;
type Column = "id" | (typeof COLUMNS)[number];
const ENROLLED = {
  family_id: sql`st.family_id`,
  student_id: sql`n.student_id`,
  class_id: sql`n.class_id`,
} as const;

/** The filter as the list's own URL says it. A page of it is no part of an audience. */
function parsed<S extends z.ZodMiniType>(schema: S, filter: Audience["filter"]): z.infer<S> {
  const { cursor: _cursor, ...terms } = filter;
  const result = z.safeParse(schema, terms);
  if (result.success) return result.data;
  throw new Precondition(
    "bad_filter",
    "The filter of this list is not one that it knows. Open the list again and choose from there.",
  );
}
