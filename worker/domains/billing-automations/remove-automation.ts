import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { mayAutomate, mayChange } from "./automation-rows.ts";
import { holdWaiting, waitingRuns } from "./hold-waiting.ts";
import type { AutomationVersionInput } from "./schemas.ts";

/** Removes an automation; its runs stay, and one that waits asks from then on. @throws Forbidden, NotFound, Conflict */
export async function removeAutomation(
  ctx: Context,
  id: string,
  { version }: AutomationVersionInput,
): Promise<{ change: Committed }> {
  mayAutomate(ctx);
  const { found, waiting } = await read(ctx, {
    found: livingById("billingAutomations", id),
    waiting: waitingRuns(id),
  });
  const stored = expectRow(found, "automation", version);
  mayChange(ctx, stored);
  const change = new Change(ctx, {
    action: "billing_automations.delete",
    summary: `Deleted the automation ${stored.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.remove("billingAutomations", stored);
  holdWaiting(change, waiting);
  return { change: await commit(ctx, change) };
}
