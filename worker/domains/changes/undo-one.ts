import type { Committed } from "../../kernel/committed.ts";
import type { Context } from "../../kernel/context.ts";
import { undoChange } from "../../kernel/undo.ts";
import { mayAutomate, mayChange, type StoredAutomation } from "../billing-automations/automation-rows.ts";

/**
 * Undoes one change for somebody who may do what it did. An automation takes more than one right: whoever brings one back,
 * or has it bill as before, must be allowed to bill so by hand, before and after. @throws NotFound, Forbidden, Conflict
 */
export function undoOne(ctx: Context, changeId: string): Promise<Committed> {
  return undoChange(ctx, changeId, ({ entity, before }, current) => {
    if (entity !== "billingAutomations" || !current) return;
    mayAutomate(ctx);
    mayChange(ctx, current as unknown as StoredAutomation);
    mayChange(ctx, { ...current, ...before } as unknown as StoredAutomation);
  });
}
