import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import type { Right } from "../../kernel/permissions.ts";
import { read } from "../../kernel/read.ts";
import { ledgerRulesOf, ledgerRulesQuery } from "./rules-query.ts";
import {
  type DueRuleInput,
  type LedgerRules,
  type LedgerSettings,
  type PeriodLockInput,
  REOPEN_WORDS,
  type ReceiptRuleInput,
} from "./schemas.ts";

/** The rules as they are in force; version 0 means that nobody has decided them yet. */
export async function getLedgerRules(ctx: Context): Promise<LedgerSettings> {
  requireRight(ctx, "charges", "view");
  const { stored } = await read(ctx, { stored: ledgerRulesQuery() });
  return ledgerRulesOf(stored);
}

/** Closes the books through a day, or opens them again, which takes typing the words. @throws Precondition, Conflict */
export async function updatePeriodLock(
  ctx: Context,
  { version, lockedThrough, confirmation }: PeriodLockInput,
): Promise<{ readonly change: Committed | null }> {
  requireRight(ctx, "period_lock", "full");
  return update(ctx, version, { right: "period_lock", action: "ledger.lock" }, (rules) => {
    if (lockedThrough !== null && lockedThrough >= today(ctx))
      throw refusal("lockedThrough", "Choose a day before today: what happens today is still to be booked.");
    const opens = rules.lockedThrough !== null && (lockedThrough ?? "") < rules.lockedThrough;
    if (opens && confirmation.toLowerCase() !== REOPEN_WORDS)
      throw refusal("confirmation", `Closed days become open again. Type “${REOPEN_WORDS}” to confirm.`);
    const summary =
      lockedThrough === null ? "Opened the books for all days" : `Closed the books through ${lockedThrough}`;
    return { summary, patch: { lockedThrough } };
  });
}

/** Decides when a charge is due whose due date nobody types. @throws Conflict */
export async function updateDueRule(
  ctx: Context,
  { version, due }: DueRuleInput,
): Promise<{ readonly change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const summary = "Changed when charges are due";
  return update(ctx, version, { right: "billing_setup", action: "ledger.due_rule" }, () => ({
    summary,
    patch: { due },
  }));
}

/** Decides whether receipts of card and bank payments are mailed by themselves. @throws Conflict */
export async function updateReceiptRule(
  ctx: Context,
  { version, mailsReceipts }: ReceiptRuleInput,
): Promise<{ readonly change: Committed | null }> {
  requireRight(ctx, "billing_setup", "full");
  const summary = mailsReceipts
    ? "Receipts of card and bank payments are mailed from now on"
    : "Receipts are mailed only by hand from now on";
  return update(ctx, version, { right: "billing_setup", action: "ledger.receipt_rule" }, () => ({
    summary,
    patch: { mailsReceipts },
  }));
}

async function update(
  ctx: Context,
  version: number,
  { right, action }: { readonly right: Right; readonly action: string },
  decide: (rules: LedgerRules) => { readonly summary: string; readonly patch: Partial<LedgerRules> },
): Promise<{ readonly change: Committed | null }> {
  const { stored } = await read(ctx, { stored: ledgerRulesQuery() });
  const { version: current, ...rules } = ledgerRulesOf(stored);
  if (current !== version) throw changedMeanwhile();
  const { summary, patch } = decide(rules);
  const change = new Change(ctx, { action, summary, right, undoMs: UNDO_MS.ordinary });
  const value = { ...rules, ...patch };
  const row = stored[0];
  if (!row) change.insert("settings", { id: "ledger", value });
  else if (!change.update("settings", { ...row, value: rules }, { value })) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided them for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function refusal(path: string, message: string): Precondition {
  return new Precondition("bad_lock", message, [{ path, message }]);
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed the rules of the ledger meanwhile. Look at the current state and try again.",
  );
}
