import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { classScope } from "../../kernel/scope.ts";
import { enrollmentRow, rowFields, rowJoins } from "./row-fields.ts";
import type { EnrollmentRow, StudentEnrollments } from "./shapes.ts";

const MAX_ROWS = 200;

/** Everything one student is, was and will be in, as far as the actor reaches. @throws NotFound */
export async function getStudentEnrollments(ctx: Context, studentId: string): Promise<StudentEnrollments> {
  requireRight(ctx, "enrollments", "view");
  const on = today(ctx);
  const found = await read(ctx, {
    student: livingById("students", studentId),
    rows: select(
      rowFields(ctx),
      sql`from enrollments e ${rowJoins} where e.student_id = ${studentId} and e.deleted_at is null
        and ${classScope(ctx, "enrollments", "view")} order by e.starts_on desc, e.id limit ${MAX_ROWS}`,
    ),
  });
  expectRow(found.student, "student");
  const rows = found.rows.map((row) => enrollmentRow(row, ctx.nowMs));
  const waits = (row: EnrollmentRow) =>
    row.wait !== null && ["queued", "offered", "expired", "skipped"].includes(row.wait.state);
  const isOver = (row: EnrollmentRow) => row.wait !== null || (row.endsOn !== null && row.endsOn < on);
  return {
    current: rows.filter((row) => !isOver(row) && row.startsOn <= on),
    future: rows.filter((row) => !isOver(row) && row.startsOn > on),
    waiting: rows.filter(waits),
    past: rows.filter((row) => isOver(row) && !waits(row)),
  };
}
