import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";

/** Commits a change with postings; what its guards refuse is a conflict in words. */
export async function commitMoney(ctx: Context, change: Change, outcome: unknown = null): Promise<Committed> {
  try {
    return await commit(ctx, change, outcome);
  } catch (error) {
    throw moneyConflict(error) ?? error;
  }
}

/** Why postings were refused, or undefined when the error speaks of something else. */
export function moneyConflict(error: unknown): Conflict | undefined {
  if (error instanceof UniqueViolation && error.columns.some((column) => column.endsWith(".billing_key"))) {
    return new Conflict("billed_already", "This was billed already. Nothing was charged a second time.");
  }
  if (!(error instanceof GuardFailed)) return undefined;
  switch (error.guard) {
    case "line_open":
      return new Conflict(
        "line_not_open",
        "Some of this was paid, voided or moved meanwhile. Nothing was booked. Look at the ledger again and decide anew.",
      );
    case "applied_left":
      return new Conflict(
        "no_longer_applied",
        "This was taken off its charge meanwhile. Nothing was booked. Look at the ledger again and decide anew.",
      );
    case "payment_left":
      return new Conflict(
        "payment_spent",
        "Somebody used this money meanwhile. Nothing was booked. Look at the ledger again and decide anew.",
      );
    case "attempt_state":
      return new Conflict(
        "under_way",
        "A payment of this family is under way. Wait until it is known what became of it, so that nothing is taken twice.",
      );
    case "period_open":
      return new Conflict(
        "period_locked",
        "The books are closed for that day. Nothing was booked. Choose a later day, or ask somebody who may open the books.",
      );
    default:
      return undefined;
  }
}
