import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { payments } from "../../../tenant-schema/ledger.ts";
import { advance, type RunningTask, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import type { Services } from "../../services.ts";
import { partsOfPayment } from "../ledger/money-queries.ts";
import { deallocationPostings, latest } from "../ledger/plan-allocations.ts";
import { closePostings } from "../ledger/plan-postings.ts";
import { post } from "../ledger/postings.ts";
import { addVoids, voidDay, voidQueries } from "../ledger/void-lines.ts";
import { runById, type StoredRun } from "./run-queries.ts";
import { undoDropsStep } from "./undo-drops-step.ts";

const CHARGES_PER_STEP = 200;
/** A credit is read with what it pays, one trip each. */
const CREDITS_PER_STEP = 20;

/** Voids the next charges or credits of a run; what was voided by hand already is left as it is. */
export const undoRunStep: TaskStep<Services> = async (ctx, task) => {
  const { runId } = task.input as { runId: string };
  const { found } = await ctx.database.read({ found: runById(runId) });
  const run = found[0];
  if (!run) throw new Error(`Run ${runId} is gone`);
  if (run.kind === "drops") return undoDropsStep(ctx, task, run);
  const reason = `“${run.title}” was taken back`;
  const change = new Change(ctx, {
    action: "billing_runs.undo",
    summary: reason,
    right: "transactions",
    groupId: task.changeGroup,
  });
  const step = { runId, reason, change };
  const voided = run.kind === "credits" ? await voidCredits(ctx, step) : await voidCharges(ctx, step);
  const progress = progressOf(task, voided, run);
  advance(ctx, change, task, progress);
  await commit(ctx, change);
  return progress;
};

function progressOf(task: RunningTask, voided: number, run: StoredRun): TaskProgress {
  const done = task.done + voided;
  const progress = { cursor: task.cursor + 1, done, total: task.total };
  if (voided > 0) return progress;
  const what = `${run.kind === "credits" ? "credit" : "charge"}${done === 1 ? "" : "s"}`;
  return { ...progress, result: { text: `${done} ${what} taken back`, url: `/transactions/${run.id}` } };
}

interface Step {
  readonly runId: string;
  readonly reason: string;
  readonly change: Change;
}

async function voidCharges(ctx: Context<SystemActor>, { runId, reason, change }: Step): Promise<number> {
  const { next } = await ctx.database.read({
    next: select(
      { id: sql<string>`c.id` },
      sql`from charges c where c.run_id = ${runId} and c.voided_on is null and c.deleted_at is null
        order by c.id limit ${CHARGES_PER_STEP}`,
    ),
  });
  if (next.length === 0) return 0;
  const found = await ctx.database.read(voidQueries(next.map(({ id }) => id)));
  for (const charge of found.charges) {
    const on = voidDay(ctx, undefined, charge, found.rules);
    change.update("charges", charge, { voidedOn: on, voidReason: reason });
    const lines = found.lines.filter((line) => line.chargeId === charge.id && line.voidedOn === null);
    addVoids(ctx, change, lines, found.parts, { on, reason });
  }
  return found.charges.length;
}

async function voidCredits(ctx: Context<SystemActor>, { runId, reason, change }: Step): Promise<number> {
  const { next } = await ctx.database.read({
    next: select(
      allColumns(payments),
      sql`from ${payments} where ${payments.runId} = ${runId} and ${payments.status} = 'settled'
        and ${payments.deletedAt} is null order by ${payments.id} limit ${CREDITS_PER_STEP}`,
    ),
  });
  const parts = await ctx.database.read(
    Object.fromEntries(next.map((credit) => [credit.id, partsOfPayment(credit.id)])),
  );
  for (const credit of next) {
    const on = latest(today(ctx), credit.receivedOn);
    change.update("payments", credit, { status: "voided", closedOn: on, closeReason: reason });
    const released = deallocationPostings(parts[credit.id] ?? [], { on, reason });
    const effectiveOn = latest(on, ...released.map((row) => row.effectiveOn));
    post(change, ctx, [...released, ...closePostings(credit, { effectiveOn, reason })]);
  }
  return next.length;
}
