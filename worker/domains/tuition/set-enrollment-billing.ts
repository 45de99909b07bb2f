import { sql } from "drizzle-orm";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { enrollmentsInReach } from "../enrollments/enrollment-rows.ts";
import { billingFields, billingQueries, explainBilling, guardBilling } from "./enrollment-billing.ts";
import type { EnrollmentBillingInput } from "./schemas.ts";

/**
 * Decides how an enrollment is billed from the next charge on. @throws NotFound, Forbidden, Precondition by field,
 * Conflict `promo_used_up`
 */
export async function setEnrollmentBilling(
  ctx: Context,
  enrollmentId: string,
  { version, billing }: EnrollmentBillingInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "enrollments", "full");
  const classId = sql`(select e.class_id from enrollments e where e.id = ${enrollmentId})`;
  const found = await read(ctx, {
    row: enrollmentsInReach(ctx, [enrollmentId]),
    ...billingQueries(billing, classId),
  });
  const row = expectRow(found.row, "enrollment", version);
  const fields = billingFields(ctx, billing, found, row);
  const change = new Change(ctx, {
    action: "enrollments.billing",
    summary: `Changed how ${row.studentName} is billed for ${row.className}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("enrollments", row, fields)) return { change: null };
  guardBilling(change, fields, row.promoCodeId);
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainBilling(error);
  }
}
