import { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { commitMoney } from "./commit-money.ts";
import { movesOf, refuseTooEarly } from "./money-moves.ts";
import { partsOfPayment, paymentById, type StoredPayment } from "./money-queries.ts";
import type { ClosePaymentOutcome } from "./outcomes.ts";
import { deallocationPostings, type PaidPart, releasedOf } from "./plan-allocations.ts";
import { closePostings } from "./plan-postings.ts";
import { post } from "./postings.ts";
import { moneyText, refusal } from "./references.ts";
import { refundsOf } from "./refund-queries.ts";
import type { VoidInput } from "./schemas.ts";

const ALREADY = {
  outcome: "already_closed",
  message: "This was taken back before. Nothing was changed.",
} as const;
const PROCESSOR = {
  outcome: "through_processor",
  message: "Card and bank payments are voided or refunded at their processor, not here.",
} as const;
const REFUNDED = {
  outcome: "refunded_before",
  message: "Part of this payment was refunded, so it cannot be voided any more. Refund the rest instead.",
} as const;

/** Takes back a payment that was entered at the office; what it had paid is open again. @throws NotFound, Conflict, Precondition */
export function voidPayment(ctx: Context, id: string, input: VoidInput): Promise<ClosePaymentOutcome> {
  return close(ctx, id, input, { kind: "payment", right: "refunds", action: "payments.void" });
}

/** Takes back a credit; what it had paid is open again. @throws NotFound, Conflict, Precondition */
export function voidCredit(ctx: Context, id: string, input: VoidInput): Promise<ClosePaymentOutcome> {
  return close(ctx, id, input, { kind: "credit", right: "credits", action: "credits.void" });
}

async function close(
  ctx: Context,
  id: string,
  { version, reason, onDate }: VoidInput,
  { kind, right, action }: { kind: "payment" | "credit"; right: "refunds" | "credits"; action: string },
): Promise<ClosePaymentOutcome> {
  requireRight(ctx, right, "full");
  const found = await read(ctx, {
    payment: paymentById(id),
    parts: partsOfPayment(id),
    refunds: refundsOf(id),
    moves: movesOf(id),
    rules: ledgerRulesQuery(),
  });
  const own = found.payment.filter((payment) => payment.kind === kind);
  const payment = expectRow(own, kind);
  requireRight(ctx, right, "full", payment.locationId);
  if (payment.closedOn !== null) return ALREADY;
  if (payment.method === "card" || payment.method === "echeck") return PROCESSOR;
  if (found.refunds.some((refund) => refund.status !== "failed")) return REFUNDED;
  expectRow(own, kind, version);
  const on = onDate ?? today(ctx);
  if (on < payment.receivedOn) throw refusal("onDate", "It cannot be taken back before it was there.");
  if (on > today(ctx)) throw refusal("onDate", "Choose today or an earlier day.");
  refuseLocked(ledgerRulesOf(found.rules), on, "onDate");
  refuseTooEarly(found, { on, amountMinor: payment.amountMinor, released: found.parts }, "onDate");
  const change = new Change(ctx, {
    action,
    summary: `Voided “${payment.title}” (${moneyText(ctx, payment.amountMinor)}) of the family ${payment.familyName}: ${reason}`,
    right,
  });
  addClose(ctx, change, payment, found.parts, { on, reason, status: "voided" });
  const answer = { outcome: "voided", released: releasedOf(found.parts) } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}

/** Adds to a change: a payment comes off whatever it pays, and goes back whole. */
export function addClose(
  ctx: Context,
  change: Change,
  payment: StoredPayment,
  parts: readonly PaidPart[],
  how: { readonly on: string; readonly reason: string; readonly status: "voided" | "returned" },
): void {
  const { on, reason, status } = how;
  change.update("payments", payment, { status, closedOn: on, closeReason: reason });
  post(change, ctx, [
    ...deallocationPostings(parts, { on, reason }),
    ...closePostings(payment, { effectiveOn: on, reason }),
  ]);
}
