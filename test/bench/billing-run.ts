import { setTimeout as sleep } from "node:timers/promises";
import type { ApproveOutcome, RunDetail, RunStarted } from "../../worker/domains/billing-runs/shapes.ts";
import type { Task } from "../../worker/domains/tasks/schemas.ts";
import type { OfficeClient } from "./office-client.ts";

const POLL_MS = 25;

/** What a billing run took from asking to its end, through the routes that the page uses. */
export interface BilledRun {
  readonly id: string;
  readonly preview: RunDetail;
  readonly done: RunDetail;
  readonly prepareMs: number;
  readonly runMs: number;
}

/** Prepares a run, approves all that its preview ticks, and waits for its end. */
export async function bill(client: OfficeClient, input: object): Promise<BilledRun> {
  const preparing = performance.now();
  const { id } = (await client.post<RunStarted>("/transactions", input)).body;
  const preview = await until(client, id, "previewed");
  const running = performance.now();
  const expected = { rows: preview.tickedCount, totalMinor: preview.tickedMinor };
  await client.post<ApproveOutcome>(`/transactions/${id}/approve`, { version: preview.version, expected });
  const done = await until(client, id, "done");
  return { id, preview, done, prepareMs: running - preparing, runMs: performance.now() - running };
}

/** Waits for the run's task, which is asked for one row at a time: looking must not cost what is measured. */
async function until(client: OfficeClient, id: string, state: RunDetail["state"]): Promise<RunDetail> {
  for (;;) {
    const { body: run } = await client.get<RunDetail>(`/transactions/${id}`);
    if (run.state === state || run.task === null) return run;
    await over(client, run.task.id);
  }
}

export async function over(client: OfficeClient, taskId: string): Promise<void> {
  for (;;) {
    const { body: task } = await client.get<Task>(`/tasks/${taskId}`);
    if (task.status === "failed") throw new Error(`The task ended: ${task.error}`);
    if (task.status === "done") return;
    await sleep(POLL_MS);
  }
}
