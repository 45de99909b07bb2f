import type { MarkStatus } from "../../../../worker/domains/attendance/schemas.ts";
import type { Mark, MarkOutcome } from "../../../../worker/domains/attendance/shapes.ts";

// Marks on their way to the server: pure, so that what happens without a network can be tried without one.

export interface MarkName {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}

/** A mark that the server has not confirmed. No names: whoever finds it in the browser learns no more than ids. */
export interface KeptMark extends MarkName {
  readonly status: MarkStatus;
  readonly isExcused?: boolean;
  readonly note?: string | null;
  /** The version of the mark that was seen when the first of these words was said. */
  readonly baseVersion: number;
  readonly clientMarkedAtMs: number;
}

/** What somebody just said; what is left out stays as it was. */
export type SaidMark = Omit<KeptMark, "clientMarkedAtMs">;

/** Why a mark waits for a person rather than for the network. */
export type Trouble =
  | { readonly kind: "conflict"; readonly mark: Mark & { readonly isOwn: boolean } }
  | { readonly kind: "refused"; readonly message: string };

export interface Entry {
  readonly mark: KeptMark;
  readonly trouble: Trouble | null;
}

export const keyOf = ({ studentId, slotId, meetsOn }: MarkName) => `${studentId} ${slotId} ${meetsOn}`;

/** Two marks of one student and meeting become one: the last said, over what the first had seen. */
export function keep(earlier: Entry | undefined, said: SaidMark, nowMs: number): Entry {
  const before = earlier?.mark;
  const isExcused = said.isExcused ?? (before?.status === said.status ? before.isExcused : undefined);
  const note = said.note === undefined ? before?.note : said.note;
  return {
    mark: {
      studentId: said.studentId,
      slotId: said.slotId,
      meetsOn: said.meetsOn,
      status: said.status,
      ...(isExcused === undefined ? {} : { isExcused }),
      ...(note === undefined ? {} : { note }),
      baseVersion: seenVersion(earlier, said),
      // Two marks within a millisecond, or after the clock was put back, still have an order.
      clientMarkedAtMs: Math.max(nowMs, (before?.clientMarkedAtMs ?? 0) + 1),
    },
    trouble: null,
  };
}

/** Whoever marks over a conflict that is shown has seen the other mark. */
function seenVersion(earlier: Entry | undefined, said: SaidMark): number {
  if (earlier === undefined) return said.baseVersion;
  return earlier.trouble?.kind === "conflict" ? earlier.trouble.mark.version : earlier.mark.baseVersion;
}

export const isWaiting = (entry: Entry) => entry.trouble === null;

/** What is sent next: in the order in which it was said, as much as one request takes. */
export function nextBatch(entries: Iterable<Entry>, most: { marks: number; meetings: number }): KeptMark[] {
  const inOrder = [...entries]
    .filter(isWaiting)
    .map(({ mark }) => mark)
    .toSorted((a, b) => a.clientMarkedAtMs - b.clientMarkedAtMs);
  const batch: KeptMark[] = [];
  const meetings = new Set<string>();
  for (const mark of inOrder) {
    const meeting = `${mark.slotId} ${mark.meetsOn}`;
    const isFull = batch.length >= most.marks || (!meetings.has(meeting) && meetings.size >= most.meetings);
    if (isFull) break;
    meetings.add(meeting);
    batch.push(mark);
  }
  return batch;
}

/** What is left of an entry after the server has answered a mark of it; undefined when nothing is. */
export function settle(entry: Entry, sent: KeptMark, outcome: MarkOutcome): Entry | undefined {
  const isNewer = entry.mark.clientMarkedAtMs !== sent.clientMarkedAtMs;
  if (outcome.outcome === "saved") {
    return isNewer ? { ...entry, mark: { ...entry.mark, baseVersion: outcome.mark.version } } : undefined;
  }
  if (outcome.outcome === "conflict") {
    return { ...entry, trouble: { kind: "conflict", mark: outcome.mark } };
  }
  return isNewer ? entry : { ...entry, trouble: { kind: "refused", message: outcome.message } };
}

/** The mark as it is shown: what the server has, with what was said here over it. */
export function shownMark(mark: Mark, entry: Entry | undefined): Mark {
  if (entry === undefined) return mark;
  const { status, isExcused, note, clientMarkedAtMs } = entry.mark;
  const staysAbsent = status === "absent" && mark.status === "absent";
  return {
    status,
    isExcused: status === "absent" && (isExcused ?? (staysAbsent && mark.isExcused)),
    isReported: staysAbsent && mark.isReported,
    note: note === undefined ? mark.note : note,
    version: mark.version,
    markedAt: clientMarkedAtMs,
    markedBy: null,
  };
}
