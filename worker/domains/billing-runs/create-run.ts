import { lastDayOfMonth } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { startTask } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { checkInput } from "./check-input.ts";
import { locationsWithin } from "./locations-within.ts";
import type { RunInput } from "./schemas.ts";
import type { RunStarted } from "./shapes.ts";

export const PREPARE_RUN = "billing-prepare";

/**
 * Begins a preview: what would be done to whom, looked up in the background and written down line by line. Nothing is
 * charged, paid or dropped before it is approved. @throws Forbidden, Precondition
 */
export async function createRun(ctx: Context, input: RunInput): Promise<RunStarted> {
  const within = locationsWithin(ctx, input);
  await checkInput(ctx, within);
  const change = new Change(ctx, {
    action: "billing_runs.prepare",
    summary: `Prepared: ${titleOf(within)}`,
    right: "transactions",
  });
  const outcome = addRun(ctx, change, within);
  return { ...outcome, change: await commit(ctx, change, outcome) };
}

/** Adds a run to be prepared, and the task that does it, to a change; `of` names the automation it is for. */
export function addRun(
  ctx: Context,
  change: Change,
  input: RunInput,
  of: { readonly automationId?: string; readonly occurrenceOn?: string } = {},
): Pick<RunStarted, "id" | "taskId"> {
  const id = newId("billingRun", ctx.nowMs);
  const title = titleOf(input);
  const task = { kind: PREPARE_RUN, title: `Preview: ${title}`, input: { runId: id }, total: null };
  const taskId = startTask(ctx, change, task);
  change.insert("billingRuns", {
    id,
    kind: input.kind,
    title,
    input,
    state: "preparing",
    taskId,
    ...periodOf(input),
    ...of,
  });
  return { id, taskId };
}

export function titleOf(input: RunInput): string {
  return input.kind === "apply_credits" ? "Apply credits and payments on account" : input.title;
}

function periodOf(input: RunInput): { periodFrom?: string; periodTo?: string } {
  if (input.kind !== "tuition") return {};
  return { periodFrom: input.month, periodTo: lastDayOfMonth(input.month) };
}
