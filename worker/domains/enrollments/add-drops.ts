import { sql } from "drizzle-orm";
import { attendanceCovered } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import {
  revokeOnWithdrawal,
  type WithdrawalToken,
  withdrawalTokens,
} from "../makeups/revoke-on-withdrawal.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { type Ending, endEnrollment, guardReason } from "./ending.ts";
import type { EnrollmentInReach } from "./enrollment-rows.ts";

/** What has to be read before enrollments end, beside themselves. */
export function dropQueries(ids: readonly string[]) {
  return {
    rules: rulesQuery(),
    tokens: withdrawalTokens(sql`select value from json_each(${JSON.stringify(ids)})`),
  };
}

interface Found {
  readonly rules: Parameters<typeof rulesOf>[0];
  readonly tokens: readonly WithdrawalToken[];
}

/**
 * Adds to a change that enrollments end with a day, and all that goes with it: tokens that expire with the last one,
 * marks that must stay covered, waitlists that are served. Answers what became of each, in their order.
 */
export function addDrops(
  ctx: Context,
  change: Change,
  found: Found,
  rows: readonly EnrollmentInReach[],
  { serveAtMs, ...ending }: Ending & { readonly serveAtMs?: number },
): ("dropped" | "removed")[] {
  const outcomes = rows.map((row) => endEnrollment(ctx, change, row, ending));
  revokeOnWithdrawal(change, rulesOf(found.rules).makeups, found.tokens, rows, ending.endsOn);
  guardReason(change, ending);
  change.ensure("no_attendance", attendanceCovered(rows.map((row) => row.id)));
  for (const classId of new Set(rows.map((row) => row.classId))) servesWaitlist(change, classId, serveAtMs);
  return outcomes;
}
