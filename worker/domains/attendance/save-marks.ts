import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { decideMark, foldMarks, type MarkDecision } from "./decide-mark.ts";
import { markId, NO_MARK, type StoredMark, storedMark } from "./mark-fields.ts";
import { type MarkPlace, type MarkSituation, readMarks } from "./mark-queries.ts";
import type { MarkInput, MarksInput } from "./schemas.ts";
import type { Mark, MarkOutcome, MarksAnswer, RefusalReason, TokenEvent } from "./shapes.ts";
import { type MarkWrite, untilCommitted, writeMarks } from "./write-marks.ts";

/**
 * Saves a batch of marks as one change: those that can stand are written together, of the others it says why not. Marks
 * may come late from a device that had no network, twice, or in another order than they were made.
 * @throws NotFound when none of the meetings is within reach
 */
export async function saveMarks(ctx: Context, input: MarksInput): Promise<MarksAnswer> {
  requireRight(ctx, "attendance", "full");
  const marks = foldMarks(input.marks);
  // A mark is its own key: sent again it finds itself saved, or the newer one that came after it, which a stored answer
  // would hide. So none is stored, and one mark costs one row less.
  const unkeyed = { ...ctx, idempotency: null };
  const answer = await untilCommitted(() => saveOnce(unkeyed, marks));
  const outcomes = new Map(answer.outcomes.map((outcome) => [markId(outcome), outcome]));
  const asSent = [...new Set(input.marks.map(markId))].map((id) => outcomes.get(id) as MarkOutcome);
  return { ...answer, outcomes: asSent };
}

interface Decided {
  readonly input: MarkInput;
  readonly place: MarkPlace | null;
  readonly decision: MarkDecision;
}

async function saveOnce(ctx: Context, marks: readonly MarkInput[]): Promise<MarksAnswer> {
  const situation = await readMarks(ctx, marks);
  const decided = marks.map((input): Decided => decide(ctx, situation, input));
  if (decided.every(({ place }) => place === null)) throw new NotFound("meeting");
  const writes = decided.flatMap(({ input, place, decision }): MarkWrite[] =>
    decision.kind === "write" && place !== null
      ? [{ place, facts: situation.facts(input), content: decision.content }]
      : [],
  );
  if (writes.length === 0) return { outcomes: outcomesOf(ctx, situation, decided, new Map()), change: null };
  const change = new Change(ctx, {
    action: "attendance.mark",
    summary: summaryOf(writes),
    right: "attendance",
    undoMs: UNDO_MS.ordinary,
  });
  const tokens = writeMarks(ctx, change, situation, writes);
  const outcomes = outcomesOf(ctx, situation, decided, tokens);
  return { outcomes, change: await commit(ctx, change) };
}

function decide(ctx: Context, situation: MarkSituation, input: MarkInput): Decided {
  const place = situation.place(input);
  if (place === null) return { input, place, decision: { kind: "refused", reason: "not_found" } };
  const marker = {
    actorId: actorId(ctx.actor) ?? "system",
    nowMs: ctx.nowMs,
    mayExcuse: may(ctx, "excuse_absences", "full", place.locationId),
    rules: situation.rules.attendance,
  };
  return { input, place, decision: decideMark(input, situation.facts(input), marker) };
}

function outcomesOf(
  ctx: Context,
  situation: MarkSituation,
  decided: readonly Decided[],
  tokens: ReadonlyMap<string, TokenEvent | null>,
): MarkOutcome[] {
  return decided.map((one) => outcomeOf(ctx, situation, one, tokens.get(markId(one.input)) ?? null));
}

function outcomeOf(
  ctx: Context,
  situation: MarkSituation,
  { input, decision }: Decided,
  token: TokenEvent | null,
): MarkOutcome {
  const { studentId, slotId, meetsOn } = input;
  const name = { studentId, slotId, meetsOn };
  const stored = (mark: StoredMark) => storedMark(mark, situation.authors.get(mark.markedBy) ?? null);
  switch (decision.kind) {
    case "refused":
      return { ...name, outcome: "refused", reason: decision.reason, message: REFUSED[decision.reason] };
    case "conflict": {
      const isOwn = decision.current.markedBy === actorId(ctx.actor);
      return { ...name, outcome: "conflict", mark: { ...stored(decision.current), isOwn } };
    }
    case "unchanged": {
      const mark: Mark = decision.current === null ? NO_MARK : stored(decision.current);
      return { ...name, outcome: "saved", mark, token };
    }
    case "write": {
      const version = (situation.facts(input).current?.version ?? 0) + 1;
      const mark = { ...decision.content, version, markedBy: actorName(ctx.actor) };
      return { ...name, outcome: "saved", mark, token };
    }
  }
}

const REFUSED: Readonly<Record<RefusalReason, string>> = {
  not_found: "This class is not there any more, or it is not one of yours.",
  no_meeting: "The class does not meet on this date.",
  cancelled: "This meeting was cancelled, so there is no attendance to take.",
  closed: "The school is closed on this date, so there is no attendance to take.",
  not_enrolled: "The student is not enrolled in this class on this date.",
  not_yet: "This meeting is still to come. Until then only absences can be noted.",
  excuse_right: "You need the right “Excuse absences” to say whether an absence was excused.",
};

const DONE = { present: "present", absent: "absent", tardy: "tardy" } as const;

function summaryOf(writes: readonly MarkWrite[]): string {
  const [first] = writes as [MarkWrite, ...MarkWrite[]];
  const meetings = new Set(writes.map(({ place }) => `${place.slotId} ${place.meetsOn}`));
  const where =
    meetings.size === 1 ? `${first.place.className} on ${first.place.meetsOn}` : `${meetings.size} meetings`;
  const who = writes.length === 1 ? (first.place.studentName ?? "a student") : `${writes.length} students`;
  const { status } = first.content;
  if (writes.some(({ content }) => content.status !== status)) return `Took attendance of ${who} in ${where}`;
  return status === "none"
    ? `Took back the mark of ${who} in ${where}`
    : `Marked ${who} ${DONE[status]} in ${where}`;
}
