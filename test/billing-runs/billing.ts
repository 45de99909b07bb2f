import { sql } from "drizzle-orm";
import { allColumns, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { tasks } from "../../tenant-schema/foundation.ts";
import { approveRun } from "../../worker/domains/billing-runs/approve-run.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { listRunRows } from "../../worker/domains/billing-runs/list-run-rows.ts";
import { performRunStepOf } from "../../worker/domains/billing-runs/perform-run-step.ts";
import { prepareRunStepOf } from "../../worker/domains/billing-runs/prepare-run-step.ts";
import { approveInput, runInput, runRowsFilter } from "../../worker/domains/billing-runs/schemas.ts";
import type { RunDetail } from "../../worker/domains/billing-runs/shapes.ts";
import { undoRunStep } from "../../worker/domains/billing-runs/undo-run-step.ts";
import type { TaskStep } from "../../worker/jobs/task.ts";
import type { Context, StaffActor, SystemActor } from "../../worker/kernel/context.ts";
import { contextOf, TEST_NOW_MS } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";

let clockMs = TEST_NOW_MS;
const tick = () => {
  clockMs += 10;
  return clockMs;
};

/** So small that a few families make several steps. */
export const prepareStep = prepareRunStepOf(2);
export const performStep = performRunStepOf(2);

/** Step after step from where the task is, as the runner does, until it is over. */
export async function runTask(
  tenant: TestTenant,
  database: TenantDatabase,
  taskId: string,
  step: TaskStep<never>,
): Promise<unknown> {
  await database.commit({
    statements: [
      statement(sql`update tasks set status = 'running' where id = ${taskId} and status = 'queued'`),
    ],
  });
  for (;;) {
    const { found } = await database.read({
      found: select(allColumns(tasks), sql`from ${tasks} where ${tasks.id} = ${taskId}`),
    });
    const task = found[0]!;
    if (task.status !== "running") return task.result;
    const actor: SystemActor = {
      kind: "system",
      name: "jobs",
      onBehalfOf: { id: task.staffId!, name: task.actorName },
    };
    const ctx = contextOf(tenant, actor, { nowMs: tick(), database });
    await step(ctx, { ...task, changeGroup: task.changeGroup! }, undefined as never);
  }
}

export const runs = (tenant: TestTenant, ctx: Context<StaffActor>) => ({
  /** A preview, ready to be approved. */
  async preview(input: Record<string, unknown>): Promise<RunDetail> {
    const { id, taskId } = await createRun({ ...ctx, nowMs: tick() }, runInput.parse(input));
    await runTask(tenant, tenant.database, taskId, prepareStep);
    return getRun(ctx, id);
  },
  rows: async (id: string) => (await listRunRows(ctx, id, runRowsFilter.parse({}))).rows,
  async approve(run: RunDetail, more: Record<string, unknown> = {}) {
    const expected = { rows: run.tickedCount, totalMinor: run.tickedMinor };
    const input = approveInput.parse({ version: run.version, expected, ...more });
    return approveRun({ ...ctx, nowMs: tick() }, run.id, input);
  },
  async perform(taskId: string, database = tenant.database) {
    return runTask(tenant, database, taskId, performStep);
  },
  async takeBack(taskId: string) {
    return runTask(tenant, tenant.database, taskId, undoRunStep);
  },
  /** Preview, approval and the run itself. */
  async whole(input: Record<string, unknown>): Promise<RunDetail> {
    const preview = await this.preview(input);
    const started = await this.approve(preview);
    if (started.outcome !== "started") throw new Error(started.outcome);
    await this.perform(started.taskId);
    return getRun(ctx, preview.id);
  },
});

/** What every family owes less what it has on account, and what is open and unapplied. */
export async function balances(tenant: TestTenant): Promise<Map<string, number[]>> {
  const { found } = await tenant.database.read({
    found: select(
      {
        id: sql<string>`f.id`,
        open: sql<number>`coalesce((select sum(open_minor) from line_balances where family_id = f.id), 0)`,
        unapplied: sql<number>`coalesce((select sum(unapplied_minor) from payment_balances where family_id = f.id), 0)`,
      },
      sql`from families f`,
    ),
  });
  return new Map(found.map(({ id, open, unapplied }) => [id, [open, unapplied]]));
}
