import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { allColumns, select } from "../../../control-plane/query.ts";
import { students } from "../../../tenant-schema/families.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import type { DeleteStudentsInput } from "./schemas.ts";

/**
 * Deletes students, all of them or none; each can be brought back. A student who is enrolled, now or in future,
 * must be dropped first.
 * @throws Conflict `students_enrolled` with who and in what
 */
export async function deleteStudents(
  ctx: Context,
  input: DeleteStudentsInput,
): Promise<{ change: Committed }> {
  requireRight(ctx, "students", "full");
  const ids = JSON.stringify(input.students.map((student) => student.id));
  const on = today(ctx);
  const found = await read(ctx, {
    students: select(
      allColumns(students),
      sql`from ${students} where ${students.id} in (select value from json_each(${ids})) and ${students.deletedAt} is null`,
    ),
    enrolled: select(
      {
        studentId: sql<string>`s.id`,
        name: sql<string>`s.first_name || ' ' || s.last_name`,
        familyId: sql<string>`s.family_id`,
        className: sql<string>`c.name`,
      },
      sql`from json_each(${ids}) j join students s on s.id = j.value join enrollments e on e.student_id = s.id
        join classes c on c.id = e.class_id where ${stillTaken(on)}`,
    ),
  });
  const byId = new Map(found.students.map((student) => [student.id, student]));
  if (byId.size < new Set(input.students.map((student) => student.id)).size) throw new NotFound("student");
  if (found.enrolled.length > 0) throw stillEnrolled(found.enrolled);
  const change = new Change(ctx, {
    action: "students.delete",
    summary:
      found.students.length === 1
        ? `Deleted ${nameOf(found.students[0]!)}`
        : `Deleted ${found.students.length} students`,
    right: "students",
    undoMs: UNDO_MS.ordinary,
  });
  for (const { id, version } of input.students) {
    change.remove("students", expectRow([byId.get(id)!], "student", version));
  }
  change.guard(
    "not_enrolled",
    sql`not exists (select 1 from json_each(${ids}) j join enrollments e on e.student_id = j.value
      where ${stillTaken(on)})`,
  );
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "not_enrolled") throw stillEnrolled([]);
    throw error;
  }
}

/** An entry that left the waitlist holds nobody back. */
function stillTaken(on: string) {
  return sql`e.deleted_at is null and (e.ends_on is null or e.ends_on >= ${on})
    and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered'))`;
}

function nameOf(student: { readonly firstName: string; readonly lastName: string }): string {
  return `${student.firstName} ${student.lastName}`;
}

function stillEnrolled(enrolled: readonly { readonly name: string; readonly className: string }[]): Conflict {
  const who = [...new Set(enrolled.map((row) => row.name))].join(", ");
  const message = who === "" ? "One of these students was just enrolled." : `${who} is still enrolled.`;
  return new Conflict("students_enrolled", `${message} Drop the enrollments first, then delete.`, {
    enrolled,
  });
}
