import { sql } from "drizzle-orm";
import type { Change } from "../../kernel/change.ts";
import { inParameters } from "../../kernel/row-statements.ts";
import type { PlannedRow, RowResult } from "./run-kind.ts";

/** Adds lines to a preview, numbered from `first` on. */
export function addRows(change: Change, runId: string, first: number, rows: readonly PlannedRow[]): void {
  const values = rows.map((row, i) => [
    first + i,
    row.familyId,
    row.studentId,
    row.enrollmentId,
    row.difference,
    row.label,
    row.amountMinor,
    row.wasMinor,
    row.isTicked ? 1 : 0,
    row.payload === null ? null : JSON.stringify(row.payload),
  ]);
  for (const parameter of inParameters(values)) {
    change.also(sql`insert into billing_run_rows (run_id, position, family_id, student_id, enrollment_id, difference, label,
        amount_minor, was_minor, is_ticked, payload, state)
      select ${runId}, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8,
        value->>9, 'planned' from json_each(${parameter})`);
  }
}

/** Writes down what became of lines. */
export function settleRows(change: Change, runId: string, results: readonly RowResult[]): void {
  const values = results.map((row) => [row.position, row.state, row.recordId, row.problem]);
  for (const parameter of inParameters(values)) {
    // The LIMIT has the engine go from the results to their lines, not through all lines of the run for each result.
    change.also(sql`update billing_run_rows set state = j.state, record_id = j.record_id, problem = j.problem
      from (select ${runId} as run_id, value->>0 as position, value->>1 as state, value->>2 as record_id,
        value->>3 as problem from json_each(${parameter}) limit -1) j
      where billing_run_rows.run_id = j.run_id and billing_run_rows.position = j.position`);
  }
}
