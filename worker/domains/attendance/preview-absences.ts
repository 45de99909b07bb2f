import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { AbsenceFilter } from "./schemas.ts";
import type { StudentMeeting } from "./shapes.ts";
import { asAbsences, checkDays, studentMeetings } from "./student-meetings.ts";
import { studentWithinReach } from "./student-reach.ts";

/** The meetings that a student would miss within some days, before anything is said. @throws NotFound */
export async function previewAbsences(
  ctx: Context,
  filter: AbsenceFilter,
): Promise<{ readonly meetings: readonly StudentMeeting[] }> {
  requireRight(ctx, "attendance", "view");
  checkDays(filter);
  const found = await read(ctx, {
    student: studentWithinReach(ctx, filter.studentId, "attendance", "view"),
    meetings: studentMeetings(ctx, filter, "view"),
    rules: rulesQuery(),
  });
  if (!found.student[0]) throw new NotFound("student");
  return { meetings: asAbsences(ctx, found.meetings, rulesOf(found.rules)) };
}
