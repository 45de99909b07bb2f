import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import {
  expectTold,
  isAmong,
  mayAutomate,
  mayChange,
  storedFields,
  toldStaff,
  wakesAt,
} from "./automation-rows.ts";
import { nextOccurrence } from "./next-occurrence.ts";
import type { UpdateAutomationInput } from "./schemas.ts";

/**
 * Changes what bills itself, from its next time on; a run that it has started stays as it is.
 * @throws Forbidden, NotFound, Conflict, Precondition `reference_missing`
 */
export async function updateAutomation(
  ctx: Context,
  id: string,
  { version, ...input }: UpdateAutomationInput,
): Promise<{ change: Committed | null }> {
  mayAutomate(ctx);
  const { found, told } = await read(ctx, {
    found: livingById("billingAutomations", id),
    told: toldStaff(isAmong(input.notifyStaffIds)),
  });
  const stored = expectRow(found, "automation", version);
  mayChange(ctx, stored);
  const fields = storedFields(ctx, input);
  expectTold(fields.notifyStaffIds, told);
  const isSameTime = fields.dayOfMonth === stored.dayOfMonth && fields.minuteOfDay === stored.minuteOfDay;
  const { atMs } = nextOccurrence(fields, ctx.nowMs, ctx.account.timeZone);
  const nextAt = isSameTime || !stored.isActive ? stored.nextAt : atMs;
  const change = new Change(ctx, {
    action: "billing_automations.update",
    summary: `Changed the automation ${fields.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("billingAutomations", stored, { ...fields, nextAt })) return { change: null };
  if (nextAt !== null && nextAt !== stored.nextAt) wakesAt(change, nextAt);
  return { change: await commit(ctx, change) };
}
