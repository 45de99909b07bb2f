import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { students } from "../../../tenant-schema/families.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { studentNames } from "../families/family-rows.ts";
import type { UpdateStudentInput } from "../families/schemas.ts";
import { requireDiscountRight } from "./discount-right.ts";

/** Changes facts of a student. */
export async function updateStudent(
  ctx: Context,
  studentId: string,
  input: UpdateStudentInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "students", "full");
  const found = await read(ctx, {
    student: select(
      allColumns(students),
      sql`from ${students} where ${students.id} = ${studentId} and ${students.deletedAt} is null`,
    ),
  });
  const student = expectRow(found.student, "student", input.version);
  requireDiscountRight(ctx, input.specialDiscount, student.specialDiscount);
  const { version: _version, ...fields } = input;
  const named = { ...student, ...dropUndefined(fields) };
  const change = new Change(ctx, {
    action: "students.update",
    summary: `Changed ${named.firstName} ${named.lastName}`,
    right: "students",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("students", student, { ...fields, ...studentNames(named) });
  return { change: changed ? await commit(ctx, change) : null };
}

function dropUndefined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
