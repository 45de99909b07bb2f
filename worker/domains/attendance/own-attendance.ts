import { type Context, type GuardianActor, lend } from "../../kernel/context.ts";
import { expectOwnStudent } from "../students/own-students.ts";
import { getStudentAttendance } from "./get-student-attendance.ts";
import type { OwnAttendance } from "./own-shapes.ts";

/** A child's marks of the last twelve months, a class at a time. @throws NotFound */
export async function getOwnAttendance(
  ctx: Context<GuardianActor>,
  studentId: string,
): Promise<OwnAttendance> {
  await expectOwnStudent(ctx, studentId);
  const { from, to, classes } = await getStudentAttendance(lend(ctx, "attendance"), studentId, {});
  return {
    ...{ from, to },
    classes: classes.map(({ marks, ...own }) => ({
      ...own,
      marks: marks.map(({ slotId, meetsOn, status, isExcused }) => ({ slotId, meetsOn, status, isExcused })),
    })),
  };
}
