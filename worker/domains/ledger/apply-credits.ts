import { Change } from "../../kernel/change.ts";
import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { commitMoney } from "./commit-money.ts";
import { oneFamily, openLines, unappliedMoney } from "./money-queries.ts";
import type { ApplyCreditsOutcome } from "./outcomes.ts";
import { allocationPostings, type Part, payInOrder, sumOf, type UnappliedMoney } from "./plan-allocations.ts";
import { post } from "./postings.ts";
import { moneyText, placeQueries } from "./references.ts";

/** Applies what a family has on account, the oldest money first, to what is due longest. @throws NotFound, Conflict */
export async function applyFamilyCredits(ctx: Context, familyId: string): Promise<ApplyCreditsOutcome> {
  requireRight(ctx, "payments", "full");
  const { family, open, money } = await read(ctx, {
    family: placeQueries(familyId, "").family,
    open: openLines(oneFamily(familyId)),
    money: unappliedMoney(oneFamily(familyId)),
  });
  if (!family[0]) throw new NotFound("family");
  const usable = money.filter((one) => may(ctx, "payments", "full", one.locationId));
  if (usable.length === 0)
    return { outcome: "nothing_on_account", message: "This family has nothing on account to apply." };
  const parts = payInOrder(open, usable);
  if (parts.length === 0) return { outcome: "nothing_open", message: "This family has nothing to pay." };
  const change = new Change(ctx, {
    action: "payments.apply_credits",
    summary: `Applied ${moneyText(ctx, sumOf(parts))} on account of the family ${family[0].name} to its charges`,
    right: "payments",
  });
  addApplied(ctx, change, parts, usable);
  const applied = parts.map(({ line, payment, amountMinor }) => ({
    lineId: line.id,
    paymentId: payment.id,
    amountMinor,
  }));
  const answer = { outcome: "applied", applied, appliedMinor: sumOf(parts) } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Adds allocations of money that lay on account to a change, of one family or many. */
export function addApplied(
  ctx: Context,
  change: Change,
  parts: readonly Part[],
  money: readonly UnappliedMoney[],
): void {
  const used = Map.groupBy(parts, (part) => part.payment.id);
  for (const payment of money) {
    const own = used.get(payment.id);
    if (own) change.tell("payments", { ...payment }, { applied: moneyText(ctx, sumOf(own)) });
  }
  post(change, ctx, allocationPostings(parts, today(ctx)));
}
