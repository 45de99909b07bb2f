import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { SchoolRules } from "../school-rules/schemas.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";

/** How and why enrollments end. */
export interface Ending {
  readonly endsOn: string;
  readonly reasonId: string | null;
  readonly note: string | null;
}

export function reasonQuery(id: string | null): Query<{ id: string }> {
  return select({ id: sql<string>`l.id` }, sql`from list_items l where ${isReason(id)}`);
}

function isReason(id: string | null) {
  return sql`l.id = ${id ?? ""} and l.kind = 'drop_reason' and l.deleted_at is null`;
}

/** @throws Precondition when the reason is missing where the school wants one, or is gone */
export function checkReason(ending: Ending, found: readonly { id: string }[], rules: SchoolRules): void {
  const isMissing = ending.reasonId === null && rules.enrollment.isDropReasonRequired;
  if (!isMissing && (ending.reasonId === null || found.length > 0)) return;
  const message = isMissing ? "Choose a reason" : "This entry no longer exists. Choose another one.";
  throw new Precondition("drop_reason", "A reason for the drop is missing.", [{ path: "reasonId", message }]);
}

/** Ends it with the day, or deletes what would not have begun by then. */
export function endEnrollment(
  ctx: Context,
  change: Change,
  row: EnrollmentInReach,
  ending: Ending,
): "dropped" | "removed" {
  if (ending.endsOn < row.startsOn) {
    change.remove("enrollments", row);
    return "removed";
  }
  change.update("enrollments", row, {
    endsOn: ending.endsOn,
    droppedAt: ctx.nowMs,
    dropReasonId: ending.reasonId,
    dropNote: ending.note,
  });
  return "dropped";
}

export function guardReason(change: Change, { reasonId }: Ending): void {
  if (reasonId !== null)
    change.guard("row_living", sql`exists (select 1 from list_items l where ${isReason(reasonId)})`);
}
