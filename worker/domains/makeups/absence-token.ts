import type { MakeupRules } from "../school-rules/schemas.ts";
import type { MissedMeeting, TokenBook } from "./token-book.ts";
import { type AbsenceState, isInTime, isMadeUp } from "./token-rules.ts";

/** How a mark changes, and whose it is. */
export interface MarkChange {
  readonly before: AbsenceState | null;
  readonly after: AbsenceState;
  readonly missed: MissedMeeting & {
    readonly classId: string;
    readonly locationId: string;
    readonly programId: string | null;
  };
  readonly kind: string;
  readonly startMs: number;
}

/**
 * What a mark does to the token of its meeting. It is issued when the mark becomes an absence that is made up here, and
 * revoked when it no longer is one; editing such a mark otherwise leaves alone what staff decided by hand.
 */
export function settleAbsenceToken(
  book: TokenBook,
  rules: MakeupRules,
  { before, after, missed, kind, startMs }: MarkChange,
): "issued" | "revoked" | "kept" | null {
  const was = before !== null && isMadeUp(rules, before);
  if (isMadeUp(rules, after)) {
    // Who comes for a trial or makes up already has nothing to make up.
    if (was || kind !== "active" || !isInTime(rules, after.saidAtMs, startMs)) return null;
    return book.issue(missed, { origin: "absence" }) ? "issued" : null;
  }
  const stillAbsent = after.status === "absent" && rules.issueFor !== "excused_absences";
  return stillAbsent ? null : book.revoke(missed, "absence");
}
