import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { ProcessorEvent } from "../../providers/payments/events.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { partsOfPayment, type StoredPayment, unappliedOf } from "../ledger/money-queries.ts";
import { deallocationPostings, latest, sumOf, takeNewestFirst } from "../ledger/plan-allocations.ts";
import { disputePostings, disputeWonPostings } from "../ledger/plan-postings.ts";
import { post } from "../ledger/postings.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import type { Also } from "./apply-charge-end.ts";
import { disputeRowsOf, paymentOfCharge } from "./payment-queries.ts";
import { bookingDay } from "./payment-states.ts";

type DisputeEvent = Extract<ProcessorEvent, { disputeToken: string }>;

/** Books that the bank holds a payment's money, and how that ended. The end may come before the beginning: then it stands. */
export async function applyDispute(
  ctx: Context<SystemActor>,
  event: DisputeEvent,
  also: Also,
): Promise<string | null> {
  const found = await ctx.database.read({
    payment: paymentOfCharge(event.chargeToken, event.attemptId),
    dispute: disputeRowsOf(event.disputeToken),
    rules: ledgerRulesQuery(),
  });
  const payment = found.payment[0];
  if (!payment) return "no such payment";
  const dispute = found.dispute[0];
  const on = bookingDay(ctx, found.rules);
  if (!dispute) return open(ctx, payment, event, on, also);
  if (event.kind === "dispute_opened" || dispute.status !== "open") return "known already";
  const isWon = event.kind === "dispute_won";
  const change = new Change(ctx, {
    action: isWon ? "payments.dispute_won" : "payments.dispute_lost",
    summary: `The dispute over ${moneyText(ctx, dispute.amountMinor)} of the family ${payment.familyName} was ${isWon ? "won: the money is back on account" : "lost"}`,
    right: "payments",
  });
  change.update("disputes", dispute, { status: isWon ? "won" : "lost", closedOn: on });
  if (isWon) post(change, ctx, disputeWonPostings(payment, dispute.amountMinor, { effectiveOn: on }));
  also(change);
  await commitMoney(ctx, change);
  return null;
}

async function open(
  ctx: Context<SystemActor>,
  payment: StoredPayment,
  event: DisputeEvent,
  on: string,
  also: Also,
): Promise<string | null> {
  const { parts, balance } = await ctx.database.read({
    parts: partsOfPayment(payment.id),
    balance: unappliedOf(payment.id),
  });
  const unappliedMinor = balance[0]?.unappliedMinor ?? 0;
  // What was refunded before is not there to be held.
  const amountMinor = Math.min(event.amountMinor, unappliedMinor + sumOf(parts));
  if (amountMinor === 0) return "nothing of this payment is left";
  const status = { dispute_opened: "open", dispute_won: "won", dispute_lost: "lost" } as const;
  const reason = event.reason.replaceAll("_", " ");
  const change = new Change(ctx, {
    action: "payments.dispute",
    summary: `${moneyText(ctx, amountMinor)} of “${payment.title}” of the family ${payment.familyName} is disputed: ${reason}`,
    right: "payments",
  });
  change.insert("disputes", {
    ...{
      id: newId("dispute", ctx.nowMs),
      paymentId: payment.id,
      familyId: payment.familyId,
      amountMinor,
      reason,
    },
    openedOn: on,
    closedOn: event.kind === "dispute_opened" ? null : on,
    status: status[event.kind],
    processorRef: event.disputeToken,
  });
  if (event.kind !== "dispute_won") {
    const released = deallocationPostings(takeNewestFirst(parts, Math.max(0, amountMinor - unappliedMinor)), {
      on,
      reason,
    });
    const effectiveOn = latest(on, ...released.map((row) => row.effectiveOn));
    post(change, ctx, [...released, ...disputePostings(payment, amountMinor, { effectiveOn, reason })]);
  }
  also(change);
  await commitMoney(ctx, change);
  return null;
}
