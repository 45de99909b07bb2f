import { sql } from "drizzle-orm";
import { DatabaseUnavailable, GuardFailed } from "../../control-plane/database-errors.ts";
import { allColumns, select, statement } from "../../control-plane/query.ts";
import { tasks } from "../../tenant-schema/foundation.ts";
import { logUnexpected } from "../edge/request-log.ts";
import { tellRunEnded } from "../enterprise/generated-reports/tell-run-ended.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { AppError } from "../kernel/errors.ts";
import { tellFeed } from "../live/tell-feed.ts";
import type { Services } from "../services.ts";
import type { EffectCarrier, EffectOutcome } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";
import type { RunningTask, TaskStep } from "./task.ts";
import { TASKS } from "./task-kinds.ts";
import { refuseTakenAway } from "./task-rights.ts";

/** After this long a task makes room and queues up again. */
const SLICE_MS = 20_000;
/** A bar that moves twice a second looks alive. */
const TELL_EVERY_MS = 500;
/** An unforeseen error may pass; the same one so many times will not. */
const MAX_DELIVERIES = 4;

type StoredTask = typeof tasks.$inferSelect;
export type TaskKinds = Readonly<Record<string, TaskStep<Services>>>;

/** Runs a task from where it is: step after step, until it is over or its slice is. */
export const runTask: EffectCarrier = (run) => runTaskOf(TASKS)(run);

export const runTaskOf =
  (kinds: TaskKinds): EffectCarrier =>
  async ({ services, ctx, id, payload, deliveries }) => {
    const { taskId, tells } = payload as { taskId: string; tells?: string };
    const startedAtMs = services.house.now();
    let toldAtMs = 0;
    let task = await begin(ctx, taskId);
    while (task) {
      const step = kinds[task.kind];
      try {
        if (!step) throw new Error(`Nobody runs tasks of the kind ${task.kind}`);
        await runStep(services, ctx, task, step);
      } catch (error) {
        const text = explain(error, id, deliveries);
        if (text === null) throw error;
        if (!(error instanceof AppError)) logUnexpected(id, error);
        await fail(ctx, taskId, text, services.house.now());
      }
      task = await loadRunning(ctx, taskId);
      if (!task || Date.now() - toldAtMs > TELL_EVERY_MS) {
        toldAtMs = Date.now();
        await tellTask(services, ctx, taskId);
      }
      if (task && services.house.now() - startedAtMs > SLICE_MS) return { kind: "more" };
      await letOthersIn();
    }
    if (tells) await tellRunEnded(services, ctx, { reportId: tells, taskId });
    return done;
  };

/**
 * A local workerd looks at its sockets only when it has nothing else to do: a task that goes from one call of its
 * database to the next would keep everybody else waiting for as long as its slice lasts.
 */
function letOthersIn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

const done: EffectOutcome = { kind: "done", outcome: null };

async function runStep(
  services: Services,
  ctx: Context<SystemActor>,
  task: StoredTask,
  step: TaskStep<Services>,
): Promise<void> {
  const onBehalfOf = task.staffId === null ? null : { id: task.staffId, name: task.actorName };
  const stepCtx: Context<SystemActor> = {
    ...ctx,
    actor: { ...ctx.actor, onBehalfOf },
    nowMs: services.house.now(),
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
  const running: RunningTask = {
    id: task.id,
    kind: task.kind,
    input: task.input,
    cursor: task.cursor,
    done: task.done,
    total: task.total,
    changeGroup: task.changeGroup ?? task.id,
  };
  await refuseTakenAway(services, stepCtx, task);
  try {
    await step(stepCtx, running, services);
  } catch (error) {
    // Cancelled meanwhile, or another runner made this very step: what is stored now says which.
    const overtaken = error instanceof GuardFailed && error.guard === "task_cursor";
    if (!overtaken) throw error;
  }
  if (stepCtx.progress.effectsCommitted) await relayOutbox(services, stepCtx);
}

/** Whoever watches the task sees it go on; that they are not told costs them a poll, so it stops nobody. */
async function tellTask(services: Services, ctx: Context<SystemActor>, taskId: string): Promise<void> {
  const { found } = await ctx.database.read({
    found: select(
      { status: tasks.status, done: tasks.done, total: tasks.total, staffId: tasks.staffId },
      sql`from ${tasks} where ${tasks.id} = ${taskId}`,
    ),
  });
  const row = found[0];
  if (!row) return;
  await tellFeed(services, ctx.account.id, [{ kind: "task", id: taskId, ...row }]).catch((error: unknown) =>
    logUnexpected(taskId, error),
  );
}

/** Marks the task as running; undefined when it is over or was cancelled. */
async function begin(ctx: Context, taskId: string): Promise<StoredTask | undefined> {
  await ctx.database.commit({
    statements: [
      statement(sql`update ${tasks} set status = 'running', started_at = ${ctx.nowMs}, heartbeat_at = ${ctx.nowMs}
        where id = ${taskId} and status = 'queued'`),
    ],
  });
  return loadRunning(ctx, taskId);
}

async function loadRunning(ctx: Context, taskId: string): Promise<StoredTask | undefined> {
  const { found } = await ctx.database.read({
    found: select(
      allColumns(tasks),
      sql`from ${tasks} where ${tasks.id} = ${taskId} and ${tasks.status} = 'running'`,
    ),
  });
  return found[0];
}

/** What the person is told; null when the step should simply be tried again later. */
function explain(error: unknown, jobId: string, deliveries: number): string | null {
  if (error instanceof AppError) return error.message;
  if (error instanceof DatabaseUnavailable || deliveries < MAX_DELIVERIES) return null;
  return `Something went wrong on our side, and what was done so far is kept. If you tell us about it, give us this number: ${jobId}`;
}

async function fail(ctx: Context, taskId: string, error: string, nowMs: number): Promise<void> {
  await ctx.database.commit({
    statements: [
      statement(sql`update ${tasks} set status = 'failed', error = ${error}, finished_at = ${nowMs}
        where id = ${taskId} and status = 'running'`),
    ],
  });
}
