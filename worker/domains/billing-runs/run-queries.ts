import { type SQL, sql } from "drizzle-orm";
import { allColumns, flag, json, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { billingRuns } from "../../../tenant-schema/tuition.ts";
import { type Difference, differences } from "./schemas.ts";
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

const totalFields = {
  rows: sql<number>`count(*)`,
  tickedCount: sql<number>`coalesce(sum(r.is_ticked), 0)`,
  tickedMinor: sql<number>`coalesce(sum(r.is_ticked * r.amount_minor), 0)`,
  failedCount: sql<number>`coalesce(sum(r.state = 'failed'), 0)`,
  skippedCount: sql<number>`coalesce(sum(r.state = 'skipped' and r.is_ticked), 0)`,
  tickedStudents: sql<number>`count(distinct case when r.is_ticked then r.student_id end)`,
  keptCount: sql<number>`coalesce(sum(r.state = 'done' and r.problem is not null), 0)`,
  hasDone: flag(sql`coalesce(max(r.state = 'done'), 0)`),
};

/** What is ticked, and what became of the lines. */
export function runTotals(runId: string) {
  return select(totalFields, sql`from billing_run_rows r where r.run_id = ${runId}`);
}

/** The same, and the lines by kind of difference: all of it in one go through the lines. */
export function runCounts(runId: string) {
  const counts = differences.map(
    (kind) => sql`json_object('difference', ${kind}, 'count', count(*) filter (where ${isOf(kind)}),
      'ticked', coalesce(sum(r.is_ticked) filter (where ${isOf(kind)}), 0),
      'amountMinor', coalesce(sum(r.amount_minor) filter (where ${isOf(kind)}), 0),
      'wasMinor', coalesce(sum(coalesce(r.was_minor, 0)) filter (where ${isOf(kind)}), 0))`,
  );
  return select(
    { ...totalFields, differences: json<DifferenceCount[]>(sql`json_array(${sql.join(counts, sql`, `)})`) },
    sql`from billing_run_rows r where r.run_id = ${runId}`,
  );
}

const isOf = (kind: Difference) => sql`coalesce(r.difference, 'new') = ${kind}`;

/** The kinds of difference that the lines of a run have. */
export function differencesOf(counts: readonly DifferenceCount[]): DifferenceCount[] {
  return counts.filter(({ count }) => count > 0);
}
