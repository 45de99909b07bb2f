import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { addedPlaces, oneEnrollment, placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { rulesOf } from "../school-rules/rules-query.ts";
import { addDrops, dropQueries } from "./add-drops.ts";
import { checkReason, reasonQuery } from "./ending.ts";
import {
  attendanceTaken,
  type EnrollmentInReach,
  enrollmentsInReach,
  refuseOtherRooms,
  takenBy,
} from "./enrollment-rows.ts";
import type { DropInput } from "./schemas.ts";
import type { DropOutcome } from "./shapes.ts";

/**
 * Ends an enrollment: the student still comes on the last day, which may lie ahead.
 * @throws NotFound, Precondition `drop_reason`, Conflict `attendance_taken` | `place_gone` |
 * `already_enrolled` | `on_waitlist` | `has_token`
 */
export async function dropEnrollment(ctx: Context, id: string, input: DropInput): Promise<DropOutcome> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    row: enrollmentsInReach(ctx, [id]),
    reason: reasonQuery(input.reasonId),
    ...dropQueries([id]),
  });
  const row = expectRow(found.row, "enrollment", input.version);
  refuseOtherRooms(row);
  checkReason(input, found.reason, rulesOf(found.rules));
  const change = new Change(ctx, {
    action: "enrollments.drop",
    summary: `Dropped ${row.studentName} from ${row.className}, last day ${input.endsOn}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  const [outcome] = addDrops(ctx, change, found, [row], input) as [DropOutcome["outcome"]];
  guardPlace(ctx, change, row, input.endsOn);
  try {
    return { outcome, change: await commit(ctx, change, { outcome }) };
  } catch (error) {
    throw explainDrop(error);
  }
}

/** A later last day than before takes a place again. */
function guardPlace(ctx: Context, change: Change, row: EnrollmentInReach, endsOn: string): void {
  const added = endsOn < row.startsOn ? [] : addedPlaces(takenBy(row), { ...takenBy(row), to: endsOn });
  if (added.length === 0) return;
  change.ensure("one_enrollment", oneEnrollment([row.id], ctx.nowMs));
  change.ensure("place_left", placesKept(added, { kind: "queue" }, ctx.nowMs));
}

export function explainDrop(error: unknown): unknown {
  if (!(error instanceof GuardFailed)) return error;
  if (error.guard === "no_attendance") return attendanceTaken();
  if (error.guard === "one_enrollment") {
    return new Conflict("already_enrolled", "By then the student is enrolled in this class again.");
  }
  if (error.guard !== "place_left") return error;
  return new Conflict("place_gone", "There is no place for the student on the days that this would add.");
}
