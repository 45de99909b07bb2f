import type { Query } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { RefundOutcome } from "../../providers/payments/payments.ts";
import { addClose } from "../ledger/close-payment.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import type { StoredPayment } from "../ledger/money-queries.ts";
import { type PaidPart, releasedOf, takeNewestFirst } from "../ledger/plan-allocations.ts";
import { addRefund } from "../ledger/record-refund.ts";
import { moneyText } from "../ledger/references.ts";
import type { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { type Attempt, lookAgainAt } from "./attempt.ts";
import { bookingDay } from "./payment-states.ts";
import type { RefundThroughOutcome } from "./shapes.ts";

/** What became of a refund; `voided`: taken back before it settled, `gone`: it never reached the processor. */
export type LearnedRefund =
  | RefundOutcome
  | { readonly outcome: "voided"; readonly refundToken: string }
  | { readonly outcome: "gone" };

interface Bookable {
  readonly attempt: Attempt;
  readonly payment: StoredPayment;
  readonly parts: readonly PaidPart[];
  readonly balance: readonly { readonly unappliedMinor: number }[];
  readonly rules: ReturnType<typeof ledgerRulesQuery> extends Query<infer Row> ? readonly Row[] : never;
}

const WORDS = {
  unsettled: "This payment has not settled yet. Refund it whole now, or a part of it from tomorrow on.",
  already_refunded: "The processor says that this was given back before. Look at the payment there.",
  not_found: "The processor does not know this payment, so nothing was given back.",
  gone: "The refund never reached the processor, so nothing was given back. Refund it again.",
} as const;
const UNKNOWN =
  "The processor did not answer, so it is not known yet whether the money went back. It is looked up by itself; do not refund it again until then.";

/** Writes down what became of a refund, with what it takes off charges, in one batch. @throws when somebody was faster */
export async function bookRefund(
  ctx: Context<SystemActor>,
  of: Bookable,
  learned: LearnedRefund,
): Promise<void> {
  switch (learned.outcome) {
    case "succeeded":
    case "processing":
    case "voided":
      return bookGivenBack(ctx, of, learned);
    case "failed":
      return note(ctx, of, { state: "declined", message: learned.words, nextAt: null });
    case "gone":
      return note(ctx, of, { state: "cancelled", message: WORDS.gone, nextAt: null });
    case "unsettled":
    case "already_refunded":
    case "not_found":
      return note(ctx, of, { state: "declined", message: WORDS[learned.outcome], nextAt: null });
    case "processor_down": {
      const tries = of.attempt.tries + 1;
      return note(ctx, of, { state: "unknown", tries, nextAt: lookAgainAt(tries, ctx.nowMs) });
    }
  }
}

async function bookGivenBack(
  ctx: Context<SystemActor>,
  { attempt, payment, parts, balance, rules }: Bookable,
  learned: Extract<LearnedRefund, { refundToken: string }>,
): Promise<void> {
  const { amountMinor } = attempt;
  const reason = attempt.message ?? "Refunded";
  const isVoid = learned.outcome === "voided" || payment.status === "pending";
  const change = new Change(ctx, {
    action: isVoid ? "payments.void" : "payments.refund",
    summary: `${isVoid ? "Voided" : "Refunded"} ${moneyText(ctx, amountMinor)} of “${payment.title}” to the family ${payment.familyName}: ${reason}`,
    right: "refunds",
  });
  const on = bookingDay(ctx, rules);
  if (isVoid) addClose(ctx, change, payment, parts, { on, reason, status: "voided" });
  else {
    const released = takeNewestFirst(parts, Math.max(0, amountMinor - (balance[0]?.unappliedMinor ?? 0)));
    addRefund(ctx, change, payment, released, {
      ...{ amountMinor, reason, refundedOn: on, processorRef: learned.refundToken },
      method: payment.method === "echeck" ? "echeck" : "card",
      status: learned.outcome === "processing" ? "pending" : "done",
    });
  }
  const targets = isVoid ? releasedOf(parts) : [];
  const state = learned.outcome === "processing" && !isVoid ? "processing" : "succeeded";
  change.update("paymentAttempts", attempt, {
    state,
    targets,
    processorRef: learned.refundToken,
    nextAt: null,
  });
  await commitMoney(ctx, change);
}

async function note(
  ctx: Context<SystemActor>,
  { attempt, payment }: Bookable,
  fields: Partial<Attempt>,
): Promise<void> {
  const change = new Change(ctx, {
    action: "payments.look",
    summary: `Refund of “${payment.title}” of the family ${payment.familyName}: ${fields.message ?? "the processor did not answer"}`,
    right: "refunds",
  });
  change.update("paymentAttempts", attempt, fields);
  await commitMoney(ctx, change);
}

/** What became of it, for whoever asked. */
export function refundAnswer(attempt: Attempt, payment: StoredPayment): RefundThroughOutcome {
  const released = attempt.targets;
  switch (attempt.state) {
    case "succeeded":
      return payment.status === "voided"
        ? { outcome: "voided", message: "The payment was stopped; nothing is taken.", released }
        : { outcome: "refunded", message: "The money goes back the way it came.", released };
    case "processing":
      return {
        outcome: "refund_pending",
        message: "The refund is on its way; the bank takes some days.",
        released,
      };
    case "declined":
    case "cancelled":
      return { outcome: "refused", message: attempt.message ?? "Nothing was given back." };
    default:
      return { outcome: "unknown", message: UNKNOWN };
  }
}
