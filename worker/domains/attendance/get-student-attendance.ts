import { sql } from "drizzle-orm";
import { type RowOf, select } from "../../../control-plane/query.ts";
import { addYears } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { percentOf } from "./get-roll-sheet.ts";
import { markAuthor, markFields, markIdOf, markOf } from "./mark-fields.ts";
import type { StudentAttendanceFilter } from "./schemas.ts";
import type { StudentAttendance } from "./shapes.ts";
import { studentWithinReach } from "./student-reach.ts";

const fields = {
  ...markFields,
  slotId: sql<string>`a.slot_id`,
  meetsOn: sql<string>`a.meets_on`,
  classId: sql<string>`c.id`,
  className: sql<string>`c.name`,
};

/** The marks of one student in the classes within reach, a class at a time, newest first. @throws NotFound */
export async function getStudentAttendance(
  ctx: Context,
  studentId: string,
  filter: StudentAttendanceFilter,
): Promise<StudentAttendance> {
  requireRight(ctx, "attendance", "view");
  const to = filter.to ?? today(ctx);
  const from = filter.from ?? addYears(to, -1);
  const id = sql`${studentId}`;
  const found = await read(ctx, {
    student: studentWithinReach(ctx, studentId, "attendance", "view"),
    // A range of the key for each slot of the classes the student was ever in.
    marks: select(
      fields,
      sql`from (select distinct e.class_id from enrollments e where e.student_id = ${studentId} and e.deleted_at is null) q
        cross join classes c on c.id = q.class_id and ${classScope(ctx, "attendance", "view")}
        cross join slots s on s.class_id = c.id
        cross join attendance a on a.id between ${markIdOf(id, sql`s.id`, sql`${from}`)} and ${markIdOf(id, sql`s.id`, sql`${to}`)}
        ${markAuthor} where a.deleted_at is null and a.status <> 'none' order by a.meets_on desc, a.id`,
    ),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  const byClass = Map.groupBy(found.marks, ({ classId }) => classId);
  return { student, from, to, classes: [...byClass.values()].map(classOf) };
}

function classOf(marks: RowOf<typeof fields>[]): StudentAttendance["classes"][number] {
  const count = (status: string) => marks.filter((mark) => mark.status === status).length;
  const { classId, className } = marks[0]!;
  const [present, absent, tardy] = [count("present"), count("absent"), count("tardy")];
  return {
    classId,
    className,
    present,
    absent,
    excused: marks.filter(({ isExcused }) => isExcused).length,
    tardy,
    percent: percentOf(present + tardy, marks.length),
    marks: marks.map((row) => ({ ...markOf(row), slotId: row.slotId, meetsOn: row.meetsOn })),
  };
}
