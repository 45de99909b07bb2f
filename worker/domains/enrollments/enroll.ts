import type { Context } from "../../kernel/context.ts";
import { type Enrolled, enrollStudents } from "./enroll-group.ts";
import { fullOutcome, refusedOutcome } from "./plan-enrollment.ts";
import type { EnrollInput } from "./schemas.ts";
import type { EnrollOutcome } from "./shapes.ts";

/** Enrolls one student: now, from a later day on, or for one day. */
export async function enroll(ctx: Context, input: EnrollInput): Promise<EnrollOutcome> {
  const { studentId, ...wanted } = input;
  const done = await enrollStudents(ctx, { ...wanted, studentIds: [studentId] }, stored);
  const one = done.students[0]!;
  switch (one.outcome) {
    case "refused":
      return refusedOutcome(done.plan, one.obstacles);
    case "full":
      return fullOutcome(done.plan);
    case "enrolled":
      return { outcome: "enrolled", id: one.id, isOverCapacity: one.isOverCapacity, change: done.change! };
  }
}

function stored({ students }: Enrolled): object {
  const { student: _student, ...answer } = students[0]!;
  return answer;
}
