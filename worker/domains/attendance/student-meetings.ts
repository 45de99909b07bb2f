import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { addDays, dateAt } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import type { Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import { isInTime, isMadeUp } from "../makeups/token-rules.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { SchoolRules } from "../school-rules/schemas.ts";
import { isNoticeGiven } from "./decide-mark.ts";
import { markAuthor, markFields, markIdOf, markOf } from "./mark-fields.ts";
import { meetingFields, meetingNames } from "./meeting-facts.ts";
import { expectedAt } from "./roll-sheet-students.ts";
import type { AbsenceFilter } from "./schemas.ts";
import type { EnrollmentKind, MeetingFacts, StudentMeeting } from "./shapes.ts";
import { MOST_ABSENT_DAYS } from "./values.ts";

const studentMeetingFields = {
  ...meetingFields,
  ...markFields,
  enrollmentId: sql<string>`e.id`,
  kind: sql<EnrollmentKind>`e.kind`,
};

type StudentMeetingRow = MeetingFacts &
  Parameters<typeof markOf>[0] & { readonly enrollmentId: string; readonly kind: EnrollmentKind };

/** The meetings at which one student is expected within some days: what a range of absence comes to. */
export function studentMeetings(
  ctx: Context,
  { studentId, from, to }: AbsenceFilter,
  level: Level,
): Query<StudentMeetingRow> {
  const taken = sql`v.class_id in (select q.class_id from enrollments q where q.student_id = ${studentId}
    and q.deleted_at is null and q.kind <> 'wait')`;
  const where = sql`${taken} and ${classScope(ctx, "attendance", level)}`;
  return select(
    studentMeetingFields,
    sql`from ${meetings({ from, to, where })} m ${meetingNames}
      cross join enrollments e on e.student_id = ${studentId} and e.class_id = m.class_id
        and ${expectedAt(sql`m.slot_id`, sql`m.meets_on`)}
      left join attendance a on a.id = ${markIdOf(sql`e.student_id`, sql`m.slot_id`, sql`m.meets_on`)} ${markAuthor}
      order by m.on_date, m.start_minute, m.slot_id`,
  );
}

/** @throws Precondition when the days are in the wrong order or too many */
export function checkDays({ from, to }: { readonly from: string; readonly to: string }): void {
  if (to >= from && to < addDays(from, MOST_ABSENT_DAYS)) return;
  const message = `Choose at most ${MOST_ABSENT_DAYS} days, the first one first.`;
  throw new Precondition("days_out_of_range", message, [{ path: "to", message }]);
}

/** The meetings of a student as a report of absence sees them now. */
export function asAbsences(
  ctx: Context,
  rows: readonly StudentMeetingRow[],
  rules: Pick<SchoolRules, "attendance" | "makeups">,
): StudentMeeting[] {
  return rows.map((row) => {
    const startMs = startOf(row);
    const wouldBeExcused = isNoticeGiven(rules.attendance, ctx.nowMs, startMs);
    return {
      slotId: row.slotId,
      meetsOn: row.meetsOn,
      onDate: row.onDate,
      classId: row.classId,
      className: row.className,
      locationName: row.locationName,
      startMinute: row.startMinute,
      durationMinutes: row.durationMinutes,
      startsAtMs: startMs,
      enrollmentId: row.enrollmentId,
      kind: row.kind,
      mark: markOf(row),
      obstacle: obstacleOf(ctx, row, startMs),
      wouldBeExcused,
      wouldEarnToken:
        row.kind === "active" &&
        isMadeUp(rules.makeups, { status: "absent", isExcused: wouldBeExcused }) &&
        isInTime(rules.makeups, ctx.nowMs, startMs),
    };
  });
}

function startOf(row: MeetingFacts): number {
  return zoneClock(row.timeZone).instants(row).startsAtMs;
}

function obstacleOf(ctx: Context, row: StudentMeetingRow, startMs: number): StudentMeeting["obstacle"] {
  if (row.isCancelled) return "cancelled";
  if (row.closure !== null) return "closed";
  if (row.status !== "none") return "already_marked";
  return startMs <= ctx.nowMs || row.onDate < dateAt(ctx.nowMs, row.timeZone) ? "started" : null;
}
