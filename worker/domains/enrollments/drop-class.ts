import { sql } from "drizzle-orm";
import { attendanceCovered } from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { revokeOnWithdrawal, withdrawalTokens } from "../makeups/revoke-on-withdrawal.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { declineWait } from "../waitlist/decline-wait.ts";
import { explainDrop } from "./drop-enrollment.ts";
import { checkReason, endEnrollment, guardReason, reasonQuery } from "./ending.ts";
import { type EnrollmentInReach, enrollmentsOfClass } from "./enrollment-rows.ts";
import type { DropAllInput } from "./schemas.ts";
import type { DropAllOutcome } from "./shapes.ts";
import { classInReach } from "./wanted-place.ts";

/**
 * Ends everybody's enrollment in a class with one day, and its waitlist: nobody shall be offered a place in it.
 * Makeups that a token stands for are cancelled where tokens are.
 * @throws NotFound, Precondition `drop_reason`, Conflict `changed_meanwhile` | `attendance_taken`
 */
export async function dropClass(ctx: Context, input: DropAllInput): Promise<DropAllOutcome> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    target: classInReach(ctx, input.classId, "full"),
    rows: enrollmentsOfClass(ctx, input.classId, input.endsOn),
    reason: reasonQuery(input.reasonId),
    rules: rulesQuery(),
    tokens: withdrawalTokens(sql`select w.id from enrollments w where w.class_id = ${input.classId}`),
  });
  const target = expectRow(found.target, "class");
  checkReason(input, found.reason, rulesOf(found.rules));
  const waiting = found.rows.filter((row) => row.kind === "wait" && isOpen(row));
  const enrolled = found.rows.filter((row) => row.kind !== "wait" && !row.hasToken);
  if (enrolled.length !== input.expected) throw changedMeanwhile(enrolled.length);
  const change = new Change(ctx, {
    action: "enrollments.drop_all",
    summary: `Dropped ${enrolled.length === 1 ? "1 student" : `${enrolled.length} students`} from ${target.name}, last day ${input.endsOn}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  const outcomes = enrolled.map((row) => endEnrollment(ctx, change, row, input));
  revokeOnWithdrawal(change, rulesOf(found.rules).makeups, found.tokens, enrolled, input.endsOn);
  for (const row of waiting) declineWait(ctx, change, row, "The class was closed for everybody");
  guardReason(change, input);
  change.guard("row_version", nobodyCame(input, found.rows));
  change.ensure("no_attendance", attendanceCovered(enrolled.map((row) => row.id)));
  const dropped = outcomes.filter((outcome) => outcome === "dropped").length;
  const counts = { dropped, removed: outcomes.length - dropped, declined: waiting.length };
  try {
    return { ...counts, change: await commit(ctx, change, counts) };
  } catch (error) {
    throw explainDrop(error);
  }
}

function isOpen(row: EnrollmentInReach): boolean {
  return row.waitState === "queued" || row.waitState === "offered";
}

/** Somebody enrolled between reading and writing would stay behind alone. */
function nobodyCame(input: DropAllInput, rows: readonly EnrollmentInReach[]) {
  const known = JSON.stringify(rows.map((row) => row.id));
  return sql`not exists (select 1 from enrollments e where e.class_id = ${input.classId} and e.deleted_at is null
    and coalesce(e.ends_on, '9999-12-31') > ${input.endsOn} and e.id not in (select value from json_each(${known})))`;
}

function changedMeanwhile(count: number): Conflict {
  return new Conflict(
    "changed_meanwhile",
    `Somebody came or went meanwhile: there ${count === 1 ? "is 1 student" : `are ${count} students`} now. Look at the list and try again.`,
    { count },
  );
}
