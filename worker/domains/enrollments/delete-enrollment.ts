import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { enrollmentsInReach, refuseOtherRooms } from "./enrollment-rows.ts";

/**
 * Deletes an enrollment, or an entry of the waitlist, that should never have been; what was attended is dropped instead.
 * @throws NotFound, Conflict `attendance_taken` | `has_token` | `billed`
 */
export async function deleteEnrollment(
  ctx: Context,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { row: enrollmentsInReach(ctx, [id]) });
  const row = expectRow(found.row, "enrollment", version);
  if (row.kind !== "wait") refuseOtherRooms(row);
  const what = row.kind === "wait" ? "waitlist entry" : "enrollment";
  const change = new Change(ctx, {
    action: "enrollments.delete",
    summary: `Deleted the ${what} of ${row.studentName} in ${row.className}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  change.guard(
    "not_billed",
    sql`not exists (select 1 from charge_lines where enrollment_id = ${id} and voided_on is null and deleted_at is null)`,
  );
  change.remove("enrollments", row);
  servesWaitlist(change, row.classId);
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "not_billed") {
      throw new Conflict(
        "billed",
        "This enrollment was billed, so it cannot be deleted. Void its charges first, or drop it instead.",
      );
    }
    if (!(error instanceof GuardFailed && error.guard === "no_attendance")) throw error;
    throw new Conflict(
      "attendance_taken",
      "Attendance was taken in this enrollment, so it cannot be deleted. Drop it instead.",
    );
  }
}
