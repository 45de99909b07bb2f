import { sql } from "drizzle-orm";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { differencesOf, runCounts, runSummaries, type SummaryRow } from "./run-queries.ts";
import { undoRight } from "./run-rights.ts";
import type { RunInput } from "./schemas.ts";
import type { RunDetail, RunSummary } from "./shapes.ts";

/** One run with what its lines come to. @throws Forbidden, NotFound */
export async function getRun(ctx: Context, id: string): Promise<RunDetail> {
  requireRight(ctx, "transactions", "view");
  const found = await read(ctx, {
    run: runSummaries(sql`id = ${id}`, 1),
    totals: runCounts(id),
  });
  const run = found.run[0];
  const totals = found.totals[0];
  if (!run || !totals) throw new NotFound("billing run");
  const { tickedCount, tickedMinor, tickedStudents, failedCount, skippedCount, keptCount } = totals;
  return {
    ...summaryOf(run),
    input: run.input as RunInput,
    differences: differencesOf(totals.differences),
    tickedCount,
    tickedMinor,
    failedCount,
    skippedCount,
    comparedMinor: run.comparedMinor,
    rowsPurgedAt: run.rowsPurgedAt,
    tickedStudents,
    keptCount,
    canUndo: run.state === "done" && totals.hasDone && undoRight(run.kind) !== null,
  };
}

export function summaryOf(row: SummaryRow): RunSummary {
  const { id, kind, title, state, periodFrom, periodTo, rowCount, totalMinor, doneCount, doneMinor } = row;
  const { dueAt, createdAt, createdBy, automationName, heldReason, task, version } = row;
  const amounts = { rowCount, totalMinor, doneCount, doneMinor };
  return {
    id,
    kind,
    title,
    state,
    periodFrom,
    periodTo,
    ...amounts,
    dueAt,
    createdAt,
    createdBy,
    automationName,
    heldReason,
    task,
    version,
  };
}
