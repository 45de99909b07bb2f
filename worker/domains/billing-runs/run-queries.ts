import { type SQL, sql } from "drizzle-orm";
import { allColumns, flag, json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { billingRuns } from "../../../tenant-schema/tuition.ts";
import type { Difference } from "./schemas.ts";
import type { DifferenceCount } from "./shapes.ts";

export type StoredRun = Row<"billingRuns">;

export function runById(id: string): Query<StoredRun> {
  return select(
    allColumns(billingRuns),
    sql`from billing_runs where id = ${id} and deleted_at is null`,
  ) as unknown as Query<StoredRun>;
}

const summaryFields = {
  ...allColumns(billingRuns),
  createdBy: sql<string>`coalesce((select c.actor_name from change_rows x cross join changes c on c.id = x.change_id
    where x.subject_id = billing_runs.id and x.entity = 'billingRuns' and x.op = 'insert' order by x.change_id limit 1), '')`,
  automationName: sql<
    string | null
  >`(select a.name from billing_automations a where a.id = billing_runs.automation_id)`,
  task: json<{ id: string; status: string; done: number; total: number | null; error: string | null } | null>(
    sql`(select json_object('id', t.id, 'status', t.status, 'done', t.done, 'total', t.total, 'error', t.error)
      from tasks t where t.id = billing_runs.task_id)`,
  ),
};
export type SummaryRow = RowOf<typeof summaryFields>;

/** Runs with their tasks, newest first. */
export function runSummaries(where: SQL, limit: number): Query<SummaryRow> {
  return select(
    summaryFields,
    sql`from billing_runs where deleted_at is null and ${where} order by id desc limit ${limit}`,
  ) as unknown as Query<SummaryRow>;
}

/** The lines of a run by kind of difference. */
export function differenceCounts(runId: string): Query<DifferenceCount> {
  return select(
    {
      difference: sql<Difference>`coalesce(r.difference, 'new')`,
      count: sql<number>`count(*)`,
      ticked: sql<number>`sum(r.is_ticked)`,
      amountMinor: sql<number>`sum(r.amount_minor)`,
      wasMinor: sql<number>`sum(coalesce(r.was_minor, 0))`,
    },
    sql`from billing_run_rows r where r.run_id = ${runId} group by 1`,
  );
}

/** What is ticked, and what became of the lines. */
export function runTotals(runId: string) {
  return select(
    {
      rows: sql<number>`count(*)`,
      tickedCount: sql<number>`coalesce(sum(r.is_ticked), 0)`,
      tickedMinor: sql<number>`coalesce(sum(r.is_ticked * r.amount_minor), 0)`,
      failedCount: sql<number>`coalesce(sum(r.state = 'failed'), 0)`,
      skippedCount: sql<number>`coalesce(sum(r.state = 'skipped' and r.is_ticked), 0)`,
      tickedStudents: sql<number>`count(distinct case when r.is_ticked then r.student_id end)`,
      keptCount: sql<number>`coalesce(sum(r.state = 'done' and r.problem is not null), 0)`,
      hasDone: flag(sql`coalesce(max(r.state = 'done'), 0)`),
    },
    sql`from billing_run_rows r where r.run_id = ${runId}`,
  );
}
