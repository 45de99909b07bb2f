import { sql } from "drizzle-orm";
import { advance, type RunningTask, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import { kindOf } from "./kinds.ts";
import type { PlannedPage, Run } from "./run-kind.ts";
import { runById, type StoredRun } from "./run-queries.ts";
import { guardState } from "./run-state.ts";
import type { RunInput } from "./schemas.ts";
import { addRows } from "./write-rows.ts";

/** An automation's preview is there: staff are told, and its wait begins. */
export const PREVIEW_READY = "billing-preview-ready";

/** Plans the next families of a preview; the last step makes it ready to be looked at. */
export const prepareRunStepOf =
  (familiesPerStep: number): TaskStep<unknown> =>
  async (ctx, task) => {
    const { runId } = task.input as { runId: string };
    const { found } = await ctx.database.read({ found: runById(runId) });
    const stored = found[0];
    if (stored?.state !== "preparing") return stop(ctx, task);
    const change = new Change(ctx, {
      action: "billing_runs.prepare",
      summary: `Prepared: ${stored.title}`,
      right: "transactions",
      groupId: task.changeGroup,
    });
    const kind = kindOf(stored.input as RunInput);
    const families = { after: stored.preparedThrough, limit: familiesPerStep };
    const page = await kind.prepare(ctx, runOf(stored), families, change);
    addRows(change, runId, stored.rowCount, page.rows);
    change.also(sql`update billing_runs set prepared_through = ${page.through}, row_count = row_count + ${page.rows.length},
    total_minor = total_minor + ${page.rows.reduce((sum, row) => sum + (row.isTicked ? row.amountMinor : 0), 0)},
    rules_id = coalesce(rules_id, ${page.rulesId ?? null}), updated_at = ${ctx.nowMs}, version = version + 1,
    state = ${page.through === null ? "previewed" : "preparing"} where id = ${runId}`);
    guardState(change, runId, ["preparing"]);
    if (page.through === null && stored.automationId !== null)
      change.effect({ topic: PREVIEW_READY, payload: { runId } });
    const progress = progressOf(task, stored, page);
    advance(ctx, change, task, progress);
    await commit(ctx, change);
    return progress;
  };

/** So many families a step: some seconds at most, whatever has to be looked up for them. */
export const prepareRunStep = prepareRunStepOf(500);

export function runOf(stored: StoredRun): Run {
  const { id, rulesId, periodFrom, periodTo } = stored;
  return { id, input: stored.input as RunInput, rulesId, periodFrom, periodTo };
}

function progressOf(task: RunningTask, stored: StoredRun, page: PlannedPage): TaskProgress {
  const done = task.done + page.rows.length;
  const progress = { cursor: task.cursor + 1, done, total: page.through === null ? done : null };
  if (page.through !== null) return progress;
  const text = done === 0 ? "Nothing to do" : done === 1 ? "1 line to look at" : `${done} lines to look at`;
  return { ...progress, result: { text, url: `/transactions/${stored.id}` } };
}

/** Cancelled while it was prepared: there is nothing left to do. */
async function stop(ctx: Context<SystemActor>, task: RunningTask): Promise<TaskProgress> {
  const progress = { cursor: task.cursor, done: task.done, total: task.done, result: { text: "Cancelled" } };
  const change = new Change(ctx, {
    action: "billing_runs.stop",
    summary: "Stopped preparing a preview that was cancelled",
    right: null,
  });
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
}
