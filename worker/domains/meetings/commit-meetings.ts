import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { changedMeanwhile } from "./meeting-rows.ts";

/** Commits an act on meetings; what it lost a race against is said in words. */
export async function commitMeetings(
  ctx: Context,
  change: Change,
  outcome: unknown = null,
): Promise<Committed> {
  try {
    return await commit(ctx, change, outcome);
  } catch (error) {
    // Two made the same exception, or named a substitute for the same person: the second did not see the first.
    if (error instanceof UniqueViolation) throw changedMeanwhile();
    if (error instanceof GuardFailed && error.guard === "no_attendance") throw attendanceTaken();
    throw error;
  }
}

export function attendanceTaken(): Conflict {
  return new Conflict(
    "attendance_taken",
    "Attendance was taken at this meeting, so it stays when it was. Take the marks back first if they are wrong.",
  );
}
