import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectTold, isAmong, mayAutomate, storedFields, toldStaff, wakesAt } from "./automation-rows.ts";
import { nextOccurrence } from "./next-occurrence.ts";
import type { AutomationInput } from "./schemas.ts";

/** Has something bill itself from its next time on. @throws Forbidden, Precondition `reference_missing` */
export async function createAutomation(
  ctx: Context,
  input: AutomationInput,
): Promise<{ id: string; nextAt: number; change: Committed }> {
  mayAutomate(ctx);
  const fields = storedFields(ctx, input);
  const { told } = await read(ctx, { told: toldStaff(isAmong(fields.notifyStaffIds)) });
  expectTold(fields.notifyStaffIds, told);
  const id = newId("billingAutomation", ctx.nowMs);
  const { atMs: nextAt } = nextOccurrence(fields, ctx.nowMs, ctx.account.timeZone);
  const change = new Change(ctx, {
    action: "billing_automations.create",
    summary: `Added the automation ${fields.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("billingAutomations", { id, ...fields, nextAt });
  wakesAt(change, nextAt);
  return { id, nextAt, change: await commit(ctx, change, { id, nextAt }) };
}
