import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { billingRuns } from "../../../tenant-schema/tuition.ts";
import type { Change } from "../../kernel/change.ts";
import type { StoredRun } from "../billing-runs/run-queries.ts";

/** Runs of an automation that would begin by themselves. */
export function waitingRuns(automationId: string): Query<StoredRun> {
  return select(
    allColumns(billingRuns),
    sql`from billing_runs where automation_id = ${automationId} and state = 'waiting' and deleted_at is null`,
  ) as unknown as Query<StoredRun>;
}

/** What an automation has prepared does not begin by itself once it was switched off: it asks. */
export function holdWaiting(change: Change, runs: readonly StoredRun[]): void {
  for (const run of runs) {
    change.update("billingRuns", run, { state: "previewed", dueAt: null, heldReason: "paused" });
  }
}
