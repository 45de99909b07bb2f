import { Change, livingRow } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { bookedSums, bookedWords, bookReRating, chosenLines } from "./book-re-rating.ts";
import { proposalsOf } from "./get-proposals.ts";
import { readReRating } from "./read-re-rating.ts";
import type { AdjustInput } from "./schemas.ts";
import type { AdjustOutcome } from "./shapes.ts";

/**
 * Charges or credits the difference between what tuition was billed and what it comes to now: exactly the lines that were
 * shown, or nothing. @throws Forbidden, NotFound, Conflict
 */
export async function adjustTuition(
  ctx: Context,
  familyId: string,
  input: AdjustInput,
): Promise<AdjustOutcome> {
  requireRight(ctx, "charges", "full");
  const family = await readReRating(ctx, familyId);
  const chosen = chosenLines(family.lines, input);
  if (chosen === null) {
    const message = "What the tuition comes to has changed meanwhile. Look at it again before you book it.";
    return { outcome: "changed_meanwhile", message, proposals: proposalsOf(ctx, family) };
  }
  const change = new Change(ctx, {
    action: "charges.adjust_tuition",
    summary: `Adjusted the tuition of the family ${family.familyName}: ${bookedWords(ctx, bookedSums(chosen))}`,
    right: "charges",
  });
  change.guard("row_living", livingRow("families", familyId));
  const booked = await bookReRating(ctx, change, family, chosen);
  const outcome = { outcome: "adjusted", ...booked } as const;
  return { ...outcome, change: await commitMoney(ctx, change, outcome) };
}
