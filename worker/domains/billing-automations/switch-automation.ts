import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { mayAutomate, mayChange, wakesAt } from "./automation-rows.ts";
import { holdWaiting, waitingRuns } from "./hold-waiting.ts";
import { nextOccurrence } from "./next-occurrence.ts";
import type { SwitchAutomationInput } from "./schemas.ts";

/**
 * Switches an automation off or on again. What was missed while it was off is not made up for; a run of it that waits
 * asks from then on. @throws Forbidden, NotFound, Conflict
 */
export async function switchAutomation(
  ctx: Context,
  id: string,
  { version, isActive }: SwitchAutomationInput,
): Promise<{ change: Committed | null }> {
  mayAutomate(ctx);
  const { found, waiting } = await read(ctx, {
    found: livingById("billingAutomations", id),
    waiting: waitingRuns(id),
  });
  const stored = expectRow(found, "automation", version);
  mayChange(ctx, stored);
  if (stored.isActive === isActive) return { change: null };
  const nextAt = isActive ? nextOccurrence(stored, ctx.nowMs, ctx.account.timeZone).atMs : null;
  const change = new Change(ctx, {
    action: isActive ? "billing_automations.resume" : "billing_automations.pause",
    summary: `Switched the automation ${stored.name} ${isActive ? "on" : "off"}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.update("billingAutomations", stored, { isActive, nextAt });
  if (nextAt === null) holdWaiting(change, waiting);
  else wakesAt(change, nextAt);
  return { change: await commit(ctx, change) };
}
