import { type SQL, sql } from "drizzle-orm";
import type { Right } from "../../../kernel/permissions.ts";
import { classScope } from "../../../kernel/scope.ts";
import type { ReportScope } from "../definition.ts";
import { recordField, recordPart } from "../filter-parts.ts";
import type { ReportField } from "../shapes.ts";

/** Which classes a report is about; every report of classes can be narrowed in the same ways. */
export const classParts = {
  location: recordPart,
  program: recordPart,
  level: recordPart,
  instructor: recordPart,
};

export const classFields: readonly ReportField[] = [
  recordField("location"),
  recordField("program"),
  recordField("level"),
  recordField("instructor"),
];

export interface ClassFilter {
  readonly location?: string | undefined;
  readonly program?: string | undefined;
  readonly level?: string | undefined;
  readonly instructor?: string | undefined;
}

/** The classes that were asked for and that the person may see, as a condition over `c`. */
export function classCondition({ ctx }: ReportScope, right: Right, filter: ClassFilter): SQL {
  const { location, program, level, instructor } = filter;
  return sql`(${sql.join(
    [
      classScope(ctx, right, "view"),
      ...(location ? [sql`c.location_id = ${location}`] : []),
      ...(program ? [sql`c.program_id = ${program}`] : []),
      ...(level ? [sql`c.level_id = ${level}`] : []),
      ...(instructor
        ? [
            sql`exists (select 1 from slot_versions i where i.class_id = c.id and i.deleted_at is null
              and instr(i.instructor_ids, ${instructor}) > 0)`,
          ]
        : []),
    ],
    sql` and `,
  )})`;
}
