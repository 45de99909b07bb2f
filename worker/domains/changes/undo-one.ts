import type { Committed } from "../../kernel/committed.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import type { Right } from "../../kernel/permissions.ts";
import { undoChange } from "../../kernel/undo.ts";
import { mayAutomate, mayChange, type StoredAutomation } from "../billing-automations/automation-rows.ts";
import { isAdmin } from "../staff/reach.ts";

/** What administrators did to access is kept under their own right, which no enterprise takes away; this it may. */
const ACCESS: Readonly<Record<string, Right>> = {
  grants: "permissions",
  staffGroups: "permissions",
  staffGroupMembers: "permissions",
  staff: "staff",
};

/**
 * Undoes one change for somebody who may do what it did. An automation takes more than one right: whoever brings one back,
 * or has it bill as before, must be allowed to bill so by hand, before and after. @throws NotFound, Forbidden, Conflict
 */
export function undoOne(ctx: Context, changeId: string): Promise<Committed> {
  return undoChange(ctx, changeId, ({ entity, before }, current) => {
    const access = ACCESS[entity];
    if (access && isAdmin(ctx)) requireRight(ctx, access, "full");
    if (entity !== "billingAutomations" || !current) return;
    mayAutomate(ctx);
    mayChange(ctx, current as unknown as StoredAutomation);
    mayChange(ctx, { ...current, ...before } as unknown as StoredAutomation);
  });
}
