/** What a libSQL server says one statement cost; its client library drops this. */
export interface StepCost {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly durationMs: number;
}

interface PipelineAnswer {
  readonly results?: readonly {
    readonly response?: { readonly result?: { readonly step_results?: Steps } };
  }[];
}
type Steps = readonly ({ rows_read?: number; rows_written?: number; query_duration_ms?: number } | null)[];

/**
 * The costs of a batch's statements, in order, from the answer to `/v2/pipeline`. The client wraps a batch in
 * BEGIN, COMMIT and ROLLBACK, so the first step is left out; so is everything after a step that did not run.
 */
export function pipelineCosts(body: unknown): readonly StepCost[] {
  const results = (body as PipelineAnswer).results ?? [];
  const steps = results
    .map((entry) => entry.response?.result?.step_results)
    .find((found) => found !== undefined);
  return (steps ?? []).slice(1).map((step) => ({
    rowsRead: step?.rows_read ?? 0,
    rowsWritten: step?.rows_written ?? 0,
    durationMs: step?.query_duration_ms ?? 0,
  }));
}
