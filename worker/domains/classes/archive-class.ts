import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { classesById } from "./class-records.ts";
import type { ArchiveClassInput } from "./schemas.ts";

/**
 * Takes a class out of the daily lists. Those who are enrolled stay so until they are dropped.
 * @throws NotFound, Conflict `students_enrolled` unless the person has seen that
 */
export async function archiveClass(
  ctx: Context,
  classId: string,
  input: ArchiveClassInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const on = today(ctx);
  const found = await read(ctx, {
    class: classesById(ctx, [classId], "full"),
    enrolled: enrolledQuery([classId], on),
  });
  const before = expectRow(found.class, "class", input.version);
  const students = found.enrolled[0]?.students ?? 0;
  if (students > 0 && !input.enrolledSeen) throw stillEnrolled(students);
  const change = new Change(ctx, {
    action: "classes.archive",
    summary: `Archived the class ${before.name}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("classes", before, { isArchived: true })) return { change: null };
  if (!input.enrolledSeen) change.guard("not_enrolled", nobodyEnrolled([classId], on));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "not_enrolled") throw stillEnrolled(1);
    throw error;
  }
}

/** How many are in each class, now or later, or wait for it; classes with nobody are left out. */
export function enrolledQuery(
  classIds: readonly string[],
  on: string,
): Query<{ classId: string; students: number }> {
  return select(
    { classId: sql<string>`e.class_id`, students: sql<number>`count(distinct e.student_id)` },
    sql`${enrolledIn(classIds, on)} group by e.class_id`,
  );
}

/** The condition that nobody is, when the batch runs. */
export function nobodyEnrolled(classIds: readonly string[], on: string): SQL {
  return sql`not exists (select 1 ${enrolledIn(classIds, on)})`;
}

function enrolledIn(classIds: readonly string[], on: string): SQL {
  return sql`from json_each(${JSON.stringify(classIds)}) j cross join enrollments e on e.class_id = j.value
    where coalesce(e.ends_on, '9999-12-31') >= ${on} and e.deleted_at is null
      and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered'))`;
}

function stillEnrolled(students: number): Conflict {
  const who = students === 1 ? "1 student is" : `${students} students are`;
  return new Conflict(
    "students_enrolled",
    `${who} enrolled in this class or waiting for it. They stay until somebody drops them.`,
    { students },
  );
}
