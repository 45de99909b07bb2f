import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { isNoticeGiven, type MarkContent } from "./decide-mark.ts";
import { markId } from "./mark-fields.ts";
import { readMarks } from "./mark-queries.ts";
import type { AbsenceInput } from "./schemas.ts";
import type { AbsenceAnswer, MeetingFacts, StudentMeeting } from "./shapes.ts";
import { asAbsences, checkDays, studentMeetings } from "./student-meetings.ts";
import { studentWithinReach } from "./student-reach.ts";
import { type MarkWrite, untilCommitted, writeMarks } from "./write-marks.ts";

/**
 * Says before that a student will not come. A range becomes one absence a meeting, as the meetings are now; what was
 * cancelled, has begun or is marked already is left alone and named. `saidAtMs`: when the family said it, where staff
 * carry it out later; notice counts from then. @throws NotFound
 */
export async function reportAbsences(
  ctx: Context,
  input: AbsenceInput,
  saidAtMs: number = ctx.nowMs,
): Promise<AbsenceAnswer> {
  requireRight(ctx, "attendance", "full");
  if (input.isExcused !== undefined) requireRight(ctx, "excuse_absences", "full");
  checkDays(input);
  return untilCommitted(() => reportOnce(ctx, input, saidAtMs));
}

async function reportOnce(ctx: Context, input: AbsenceInput, saidAtMs: number): Promise<AbsenceAnswer> {
  const { student, rows, meetings } = await meetingsMissed(ctx, input);
  const free = meetings.filter(({ obstacle }) => obstacle === null);
  const skipped = meetings.flatMap(({ slotId, meetsOn, obstacle }) =>
    obstacle === null ? [] : [{ slotId, meetsOn, reason: obstacle }],
  );
  if (free.length === 0) return { reported: [], skipped, change: null };
  const names = free.map(({ slotId, meetsOn }) => ({ studentId: input.studentId, slotId, meetsOn }));
  const situation = await readMarks(ctx, names, rows);
  const writes = names.flatMap((name): MarkWrite[] => {
    const place = situation.place(name);
    const facts = situation.facts(name);
    if (place?.enrollmentId == null || facts.meeting === null) return [];
    if (input.isExcused !== undefined) requireRight(ctx, "excuse_absences", "full", place.locationId);
    const isNoticed = isNoticeGiven(situation.rules.attendance, saidAtMs, facts.meeting.startMs);
    const note = input.note ?? facts.current?.note ?? null;
    return [{ place, facts, content: absence(ctx, input.isExcused ?? isNoticed, note, saidAtMs) }];
  });
  if (writes.length === 0) return { reported: [], skipped, change: null };
  const change = new Change(ctx, {
    action: "attendance.report_absence",
    summary: `Noted that ${student.name} will be absent ${spanOf(input)}`,
    right: "attendance",
    undoMs: UNDO_MS.ordinary,
  });
  const tokens = writeMarks(ctx, change, situation, writes);
  const reported = writes.map(({ place, content }) => ({
    slotId: place.slotId,
    meetsOn: place.meetsOn,
    isExcused: content.isExcused,
    token: tokens.get(markId(place)) ?? null,
  }));
  return { reported, skipped, change: await commit(ctx, change, { reported, skipped }) };
}

interface MeetingsMissed {
  readonly student: { readonly name: string };
  /** As read, and as a report of absence sees them. */
  readonly rows: readonly MeetingFacts[];
  readonly meetings: readonly StudentMeeting[];
}

/** The meetings an input means. @throws NotFound */
export async function meetingsMissed(ctx: Context, input: AbsenceInput): Promise<MeetingsMissed> {
  const found = await read(ctx, {
    student: studentWithinReach(ctx, input.studentId, "attendance", "full"),
    meetings: studentMeetings(ctx, input, "full"),
    rules: rulesQuery(),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  const { slotIds } = input;
  const only = input.meetings && new Set(input.meetings.map(meetingKey));
  const rows = found.meetings.filter(
    (row) =>
      (slotIds === null || slotIds.includes(row.slotId)) && (only === null || only.has(meetingKey(row))),
  );
  return { student, rows, meetings: asAbsences(ctx, rows, rulesOf(found.rules)) };
}

function absence(ctx: Context, isExcused: boolean, note: string | null, saidAtMs: number): MarkContent {
  const markedBy = actorId(ctx.actor) ?? "system";
  return { status: "absent", isExcused, isReported: true, note, markedAt: saidAtMs, markedBy };
}

function meetingKey({ slotId, meetsOn }: { readonly slotId: string; readonly meetsOn: string }): string {
  return `${slotId} ${meetsOn}`;
}

export function spanOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}
