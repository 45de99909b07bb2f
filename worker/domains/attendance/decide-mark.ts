import type { AttendanceRules } from "../school-rules/schemas.ts";
import type { StoredMark } from "./mark-fields.ts";
import type { MarkInput, MarkStatus } from "./schemas.ts";
import type { RefusalReason } from "./shapes.ts";

const MINUTE_MS = 60_000;

/** What is known of the meeting a mark names, and of the student in it. */
export interface MarkFacts {
  readonly meeting: {
    readonly isCancelled: boolean;
    readonly isClosed: boolean;
    /** It takes place after today, where it takes place. */
    readonly isFuture: boolean;
    readonly startMs: number;
  } | null;
  readonly isEnrolled: boolean;
  readonly current: StoredMark | null;
}

export interface Marker {
  readonly actorId: string;
  readonly nowMs: number;
  readonly mayExcuse: boolean;
  readonly rules: AttendanceRules;
}

/** What a mark becomes. */
export interface MarkContent {
  readonly status: MarkStatus;
  readonly isExcused: boolean;
  readonly isReported: boolean;
  readonly note: string | null;
  readonly markedAt: number;
  readonly markedBy: string;
}

export type MarkDecision =
  | { readonly kind: "refused"; readonly reason: RefusalReason }
  | { readonly kind: "conflict"; readonly current: StoredMark }
  | { readonly kind: "unchanged"; readonly current: StoredMark | null }
  | { readonly kind: "write"; readonly content: MarkContent };

/** What becomes of one mark, in order of precedence: refused, conflict, saved. */
export function decideMark(input: MarkInput, facts: MarkFacts, marker: Marker): MarkDecision {
  const reason = refusal(input, facts);
  if (reason !== null) return { kind: "refused", reason };
  const content = contentOf(input, facts, marker);
  const current = said(facts.current);
  if (content.isExcused !== excusedWithoutSaying(input.status, facts, marker) && !marker.mayExcuse) {
    return { kind: "refused", reason: "excuse_right" };
  }
  if (sameContent(content, current)) return { kind: "unchanged", current: facts.current };
  if (isOutdated(input, facts.current, marker))
    return { kind: "conflict", current: facts.current as StoredMark };
  return { kind: "write", content };
}

/** A row that an undo deleted says nothing. */
export function said(current: StoredMark | null): StoredMark | null {
  return current?.deletedAt === null ? current : null;
}

function refusal(input: MarkInput, { meeting, isEnrolled }: MarkFacts): RefusalReason | null {
  if (meeting === null) return "no_meeting";
  if (meeting.isCancelled) return "cancelled";
  if (meeting.isClosed) return "closed";
  if (!isEnrolled) return "not_enrolled";
  const saysWhoCame = input.status === "present" || input.status === "tardy";
  return meeting.isFuture && saysWhoCame ? "not_yet" : null;
}

function contentOf(input: MarkInput, facts: MarkFacts, marker: Marker): MarkContent {
  const current = said(facts.current);
  const isAbsent = input.status === "absent";
  const wasAbsent = current?.status === "absent";
  return {
    status: input.status,
    isExcused: isAbsent && (input.isExcused ?? excusedWithoutSaying(input.status, facts, marker)),
    isReported: isAbsent && (wasAbsent ? current.isReported : facts.meeting?.isFuture === true),
    note: input.note === undefined ? (current?.note ?? null) : input.note,
    markedAt: saidAt(input, marker),
    markedBy: marker.actorId,
  };
}

/** What stays or follows by itself when nobody says whether an absence is excused. */
function excusedWithoutSaying(status: MarkStatus, facts: MarkFacts, marker: Marker): boolean {
  if (status !== "absent" || facts.meeting === null) return false;
  const current = said(facts.current);
  if (current?.status === "absent") return current.isExcused;
  // On the day itself whoever calls the roll says who is missing; that is no notice from the family.
  return facts.meeting.isFuture && isNoticeGiven(marker.rules, marker.nowMs, facts.meeting.startMs);
}

/** Whether an absence said at an instant is excused by the school's rule. */
export function isNoticeGiven(rules: AttendanceRules, saidAtMs: number, startMs: number): boolean {
  const minutes = rules.excusedNoticeMinutes;
  return minutes !== null && startMs - saidAtMs >= minutes * MINUTE_MS;
}

/** A device's clock may run fast, but nothing was marked in the future. */
function saidAt(input: MarkInput, marker: Marker): number {
  return Math.min(input.clientMarkedAtMs, marker.nowMs);
}

function sameContent(content: MarkContent, current: StoredMark | null): boolean {
  if (current === null) return content.status === "none" && content.note === null;
  return (
    content.status === current.status &&
    content.isExcused === current.isExcused &&
    content.note === current.note
  );
}

/** Whether the server has a mark that this one has not seen; one's own earlier one is not in the way. */
function isOutdated(input: MarkInput, current: StoredMark | null, marker: Marker): boolean {
  if (current === null || input.baseVersion >= current.version) return false;
  const isOwnEarlier = current.markedBy === marker.actorId && current.markedAt < saidAt(input, marker);
  return !isOwnEarlier;
}

/**
 * Marks of one student and meeting in one batch are one mark: the last one said, over what the first one had seen. In
 * the order in which they were made, whatever the order in which they came.
 */
export function foldMarks(marks: readonly MarkInput[]): MarkInput[] {
  const folded = new Map<string, MarkInput>();
  const inOrder = [...marks].sort((a, b) => a.clientMarkedAtMs - b.clientMarkedAtMs);
  for (const mark of inOrder) {
    const key = `${mark.studentId} ${mark.slotId} ${mark.meetsOn}`;
    const earlier = folded.get(key);
    const note = mark.note === undefined ? earlier?.note : mark.note;
    folded.set(key, {
      ...mark,
      baseVersion: earlier?.baseVersion ?? mark.baseVersion,
      ...(note === undefined ? {} : { note }),
    });
  }
  return [...folded.values()];
}
