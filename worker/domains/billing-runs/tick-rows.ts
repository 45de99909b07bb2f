import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { getRun } from "./get-run.ts";
import { runById, type StoredRun } from "./run-queries.ts";
import { expectRun, guardState, runConflict } from "./run-state.ts";
import type { TickInput } from "./schemas.ts";
import type { RunDetail, RunState } from "./shapes.ts";

/**
 * Takes lines out of a preview or back into it; prices stay as they were shown. What was billed already is never ticked.
 * What an automation has prepared can be changed while it waits; what a person approved is done as it was approved.
 * @throws Forbidden, NotFound, Conflict `run_state` | `changed_meanwhile`
 */
export async function tickRows(ctx: Context, id: string, input: TickInput): Promise<RunDetail> {
  requireRight(ctx, "transactions", "full");
  const found = await read(ctx, { run: runById(id) });
  const run = expectRun(found.run, tickable(found.run[0]), input.version);
  const change = new Change(ctx, {
    action: "billing_runs.tick",
    summary: `${input.isTicked ? "Ticked" : "Unticked"} lines of: ${run.title}`,
    right: "transactions",
  });
  guardState(change, id, tickable(run));
  const which =
    input.difference === null
      ? sql`position in (select value from json_each(${JSON.stringify(input.positions)}))`
      : sql`difference = ${input.difference}`;
  change.also(sql`update billing_run_rows set is_ticked = ${input.isTicked ? 1 : 0}
    where run_id = ${id} and ${which} and coalesce(difference, '') not in ('billed', 'gone', 'zero')`);
  change.also(sql`update billing_runs set version = version + 1, updated_at = ${ctx.nowMs}, total_minor =
    (select coalesce(sum(is_ticked * amount_minor), 0) from billing_run_rows where run_id = ${id}) where id = ${id}`);
  try {
    await commit(ctx, change);
  } catch (error) {
    throw runConflict(error, run.title);
  }
  return getRun(ctx, id);
}

function tickable(run: StoredRun | undefined): readonly RunState[] {
  return run?.automationId ? ["previewed", "waiting"] : ["previewed"];
}
