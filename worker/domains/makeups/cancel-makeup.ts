import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { enrollmentsInReach } from "../enrollments/enrollment-rows.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import type { CancelMakeupInput } from "./schemas.ts";
import type { CancelMakeupAnswer } from "./shapes.ts";
import { moveToken } from "./token-moves.ts";
import { tokenOfEnrollment } from "./token-queries.ts";
import { returnsToken } from "./token-rules.ts";

/**
 * Gives a booked makeup up. Early enough by the school's rules its token comes back; later only with the right to
 * create tokens. Whoever does not mean to lose it is asked first.
 * @throws NotFound, Conflict `not_makeup` | `attendance_taken` | `token_would_be_lost` | `changed_meanwhile`
 */
export async function cancelMakeup(
  ctx: Context,
  enrollmentId: string,
  input: CancelMakeupInput,
  { mayLoseToken = true }: { readonly mayLoseToken?: boolean } = {},
): Promise<CancelMakeupAnswer> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    row: enrollmentsInReach(ctx, [enrollmentId]),
    token: tokenOfEnrollment(enrollmentId),
    meeting: firstMeeting(enrollmentId),
    rules: rulesQuery(),
  });
  const row = expectRow(found.row, "makeup", input.version);
  if (row.kind !== "makeup")
    throw new Conflict("not_makeup", "This is not a makeup. Drop it where it was enrolled.");
  if (input.returnsAnyway) requireRight(ctx, "create_makeup_tokens", "full", row.locationId);
  const change = new Change(ctx, {
    action: "makeups.cancel",
    summary: `Cancelled the makeup of ${row.studentName} in ${row.className} on ${row.startsOn}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("enrollments", row);
  const token = found.token[0];
  const comesBack = comesBackByRule(ctx, rulesOf(found.rules).makeups, found.meeting[0]);
  const isTokenReturned = token !== undefined && (input.returnsAnyway || comesBack);
  if (token !== undefined && !isTokenReturned && !mayLoseToken) {
    throw new Conflict("token_would_be_lost", "It is too late for the token to come back.");
  }
  if (isTokenReturned) moveToken(ctx, change, token, "returned", { enrollmentId });
  servesWaitlist(change, row.classId);
  try {
    return { isTokenReturned, change: await commit(ctx, change, { isTokenReturned }) };
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "no_attendance")) throw error;
    throw new Conflict("attendance_taken", "Attendance was taken in this makeup, so it cannot be cancelled.");
  }
}

interface BookedMeeting {
  readonly onDate: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly isHeld: boolean;
  /** A token of its own was issued for it, as it was cancelled. */
  readonly isCompensated: boolean;
}

/** The first meeting of the day that a makeup is booked for. */
function firstMeeting(enrollmentId: string): Query<BookedMeeting> {
  const day = sql`(select e.starts_on from enrollments e where e.id = ${enrollmentId})`;
  const where = sql`c.id = (select e.class_id from enrollments e where e.id = ${enrollmentId})`;
  return select(
    {
      onDate: sql<string>`m.on_date`,
      startMinute: sql<number>`m.start_minute`,
      durationMinutes: sql<number>`m.duration_minutes`,
      timeZone: sql<string>`l.time_zone`,
      isHeld: flag(sql`m.is_cancelled = 0 and m.closure is null`),
      isCompensated: flag(sql`exists (select 1 from makeup_tokens t where t.student_id = e.student_id
        and t.slot_id = m.slot_id and t.meets_on = m.meets_on and t.deleted_at is null and t.state <> 'revoked')`),
    },
    sql`from ${meetings({ from: day, to: day, where })} m join locations l on l.id = m.location_id
      join enrollments e on e.id = ${enrollmentId} and (e.slot_ids is null or instr(e.slot_ids, m.slot_id) > 0)
      order by m.start_minute limit 1`,
  );
}

/** What does not take place gives its token back, unless another one was issued for it. */
function comesBackByRule(ctx: Context, rules: MakeupRules, meeting: BookedMeeting | undefined): boolean {
  if (meeting === undefined) return true;
  if (!meeting.isHeld) return !meeting.isCompensated;
  return returnsToken(rules, ctx.nowMs, zoneClock(meeting.timeZone).instants(meeting).startsAtMs);
}
