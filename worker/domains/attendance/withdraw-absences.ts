import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { said } from "./decide-mark.ts";
import { markId } from "./mark-fields.ts";
import { readMarks } from "./mark-queries.ts";
import { meetingsMissed, spanOf } from "./report-absences.ts";
import type { AbsenceInput } from "./schemas.ts";
import type { WithdrawalAnswer } from "./shapes.ts";
import { checkDays } from "./student-meetings.ts";
import { type MarkWrite, untilCommitted, writeMarks } from "./write-marks.ts";

/** The student comes after all: takes reported absences back, and their makeup tokens while unused. @throws NotFound */
export async function withdrawAbsences(ctx: Context, input: AbsenceInput): Promise<WithdrawalAnswer> {
  requireRight(ctx, "attendance", "full");
  checkDays(input);
  return untilCommitted(() => withdrawOnce(ctx, input));
}

async function withdrawOnce(ctx: Context, input: AbsenceInput): Promise<WithdrawalAnswer> {
  const { student, rows, meetings } = await meetingsMissed(ctx, input);
  const reported = meetings.filter(({ mark }) => mark.status === "absent" && mark.isReported);
  if (reported.length === 0) return { withdrawn: [], change: null };
  const names = reported.map(({ slotId, meetsOn }) => ({ studentId: input.studentId, slotId, meetsOn }));
  const situation = await readMarks(ctx, names, rows);
  const writes = names.flatMap((name): MarkWrite[] => {
    const place = situation.place(name);
    const facts = situation.facts(name);
    const current = said(facts.current);
    if (place?.enrollmentId == null || facts.meeting === null || !current?.isReported) return [];
    const { note } = current;
    const content = { status: "none", isExcused: false, isReported: false, note } as const;
    const markedBy = actorId(ctx.actor) ?? "system";
    return [{ place, facts, content: { ...content, markedAt: ctx.nowMs, markedBy } }];
  });
  if (writes.length === 0) return { withdrawn: [], change: null };
  const change = new Change(ctx, {
    action: "attendance.withdraw_absence",
    summary: `Took back the absence of ${student.name} ${spanOf(input)}`,
    right: "attendance",
    undoMs: UNDO_MS.ordinary,
  });
  const tokens = writeMarks(ctx, change, situation, writes);
  const withdrawn = writes.map(({ place: { slotId, meetsOn, studentId } }) => ({
    slotId,
    meetsOn,
    token: tokens.get(markId({ studentId, slotId, meetsOn })) ?? null,
  }));
  return { withdrawn, change: await commit(ctx, change, { withdrawn }) };
}
