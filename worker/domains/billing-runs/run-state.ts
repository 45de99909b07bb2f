import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Change } from "../../kernel/change.ts";
import { Conflict, NotFound } from "../../kernel/errors.ts";
import type { StoredRun } from "./run-queries.ts";
import type { RunState } from "./shapes.ts";

const WORDS: Readonly<Record<RunState, string>> = {
  preparing: "is still being prepared",
  previewed: "waits to be approved",
  waiting: "was approved and waits for its hour",
  running: "is under way",
  done: "is done",
  cancelled: "was cancelled",
  undone: "was undone",
};

/** The run as it must be for an act. @throws NotFound, Conflict `run_state` | `changed_meanwhile` */
export function expectRun(
  found: readonly StoredRun[],
  states: readonly RunState[],
  version?: number,
): StoredRun {
  const run = found[0];
  if (!run) throw new NotFound("billing run");
  if (!states.includes(run.state)) throw wrongState(run);
  if (version !== undefined && version !== run.version) {
    throw new Conflict("changed_meanwhile", "This preview was changed meanwhile. Look at it again.");
  }
  return run;
}

function wrongState(run: StoredRun): Conflict {
  return new Conflict("run_state", `“${run.title}” ${WORDS[run.state]}.`, { state: run.state });
}

/** The batch holds only while the run is in one of these states. */
export function guardState(change: Change, runId: string, states: readonly RunState[]): void {
  change.guard("run_state", inState(runId, states));
}

export function inState(runId: string, states: readonly RunState[]): SQL {
  return sql`exists (select 1 from billing_runs where id = ${runId} and deleted_at is null
    and state in (select value from json_each(${JSON.stringify(states)})))`;
}

/** The run went on or was stopped while somebody decided: told in words. */
export function runConflict(error: unknown, title: string): unknown {
  if (!(error instanceof GuardFailed) || error.guard !== "run_state") return error;
  return new Conflict(
    "run_state",
    `“${title}” was approved, cancelled or finished meanwhile. Look at it again.`,
  );
}
