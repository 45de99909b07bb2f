import type { Committed } from "../../../kernel/committed.ts";
import type { Context, StaffActor } from "../../../kernel/context.ts";
import { loadRun } from "./load-run.ts";
import { startRun } from "./start-run.ts";

/** The same report with the same filters, as of now; a span such as last month has moved on. @throws NotFound */
export async function runAgain(
  ctx: Context<StaffActor>,
  id: string,
): Promise<{ id: string; taskId: string; change: Committed }> {
  const { run } = await loadRun(ctx, id);
  return startRun(ctx, run.code, run.filter);
}
