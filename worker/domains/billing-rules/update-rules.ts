import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { billingRulesOf, billingRulesQuery } from "./rules-query.ts";
import type { BillingRules } from "./schemas.ts";

/**
 * Decides how the school bills from now on; what was charged keeps the rules it was made by.
 * @throws Conflict `changed_meanwhile`
 */
export async function updateBillingRules(
  ctx: Context,
  input: BillingRules & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const { version, ...value } = input;
  const { stored } = await read(ctx, { stored: billingRulesQuery() });
  const row = stored[0];
  if ((row?.version ?? 0) !== version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "tuition.rules",
    summary: "Changed how the school bills",
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  if (!row) change.insert("settings", { id: "billing", value });
  else if (!change.update("settings", { ...row, value: billingRulesOf(stored) }, { value }))
    return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided it for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed how the school bills while you were working on it. Look at the current state and try again.",
  );
}
