import { Change, livingRow } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { addPayment, type NewPayment } from "./add-payment.ts";
import { partsFor } from "./apply-money.ts";
import { commitMoney } from "./commit-money.ts";
import { oneFamily, openLines } from "./money-queries.ts";
import type { PaymentAnswer } from "./outcomes.ts";
import { allocationPostings, appliedOf, type OpenLineFacts, sumOf } from "./plan-allocations.ts";
import { post } from "./postings.ts";
import { expectPlace, moneyText, placeQueries, refuseFuture } from "./references.ts";
import type { ApplyTo, OfficeMethod, RecordPaymentInput } from "./schemas.ts";

const TITLES: Readonly<Record<OfficeMethod, string>> = {
  cash: "Cash payment",
  check: "Check",
  terminal: "Card terminal payment",
  other: "Payment",
};

/**
 * Takes money at the office and applies it as chosen; what is left stays on the family's account.
 * @throws NotFound, Precondition, Conflict `line_not_open` | `period_locked`
 */
export async function recordPayment(ctx: Context, input: RecordPaymentInput): Promise<PaymentAnswer> {
  const { familyId, locationId, amountMinor, receivedOn, applyTo, method, ...rest } = input;
  requireRight(ctx, "payments", "full", locationId);
  refuseFuture(ctx, receivedOn, "receivedOn");
  const found = await read(ctx, {
    ...placeQueries(familyId, locationId),
    open: openLines(oneFamily(familyId)),
    rules: ledgerRulesQuery(),
  });
  const family = expectPlace(found);
  refuseLocked(ledgerRulesOf(found.rules), receivedOn, "receivedOn");
  const title = rest.title || TITLES[method];
  const change = new Change(ctx, {
    action: "payments.record",
    summary: `Received ${moneyText(ctx, amountMinor)} from the family ${family.name}: ${title}`,
    right: "payments",
  });
  change.guard("row_living", livingRow("families", familyId));
  const money = { familyId, locationId, kind: "payment", method, amountMinor, receivedOn } as const;
  const payment: NewPayment = { ...rest, ...money, title, status: "settled", settledOn: receivedOn };
  const taken = takeMoney(ctx, change, payment, applyTo, found.open);
  const answer = { ...taken, reversal: { act: "void_payment", id: taken.id } } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Adds new money and what it pays at once to a change. */
export function takeMoney(
  ctx: Context,
  change: Change,
  payment: NewPayment,
  applyTo: ApplyTo,
  open: readonly OpenLineFacts[],
): Pick<PaymentAnswer, "id" | "applied" | "unappliedMinor"> {
  const { receivedOn, amountMinor } = payment;
  const { id } = addPayment(ctx, change, payment);
  const parts = partsFor(ctx, applyTo, { id, grownOn: receivedOn, unappliedMinor: amountMinor }, open);
  post(change, ctx, allocationPostings(parts, receivedOn));
  return { id, applied: appliedOf(parts), unappliedMinor: amountMinor - sumOf(parts) };
}
