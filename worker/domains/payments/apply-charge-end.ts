import { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { Decline } from "../../providers/payments/declines.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { partsOfPayment, type StoredPayment, unappliedOf } from "../ledger/money-queries.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { addActivityOf } from "../online-activity/add-activity.ts";
import { attemptById, methodOfAttempt } from "./attempt.ts";
import { DRAFT_MAIL, type DraftMail, endDraft } from "./end-draft.ts";
import { addReturn, addSettlement, bookingDay } from "./payment-states.ts";

/** Marks something else in the same batch, such as the event that told of it. */
export type Also = (change: Change) => void;

/** Books that a payment arrived that was on its way. Whatever else it is already, it stays. */
export async function applySettled(
  ctx: Context<SystemActor>,
  payment: StoredPayment,
  also: Also = () => {},
): Promise<boolean> {
  if (payment.status !== "pending") return false;
  const found = await ctx.database.read({
    attempt: attemptById(payment.attemptId ?? ""),
    rules: ledgerRulesQuery(),
  });
  const change = new Change(ctx, {
    action: "payments.settle",
    summary: `“${payment.title}” (${moneyText(ctx, payment.amountMinor)}) of the family ${payment.familyName} arrived`,
    right: "payments",
  });
  addSettlement(ctx, change, payment, bookingDay(ctx, found.rules));
  const attempt = found.attempt[0];
  if (attempt) change.update("paymentAttempts", attempt, { state: "succeeded", nextAt: null });
  also(change);
  await commitMoney(ctx, change);
  return true;
}

/** Books that the bank took a payment back, before or after it arrived; what it had paid is open again. */
export async function applyReturned(
  ctx: Context<SystemActor>,
  payment: StoredPayment,
  decline: Decline,
  also: Also = () => {},
): Promise<boolean> {
  if (payment.closedOn !== null) return false;
  const attemptId = payment.attemptId ?? "";
  const found = await ctx.database.read({
    attempt: attemptById(attemptId),
    method: methodOfAttempt(attemptId),
    parts: partsOfPayment(payment.id),
    balance: unappliedOf(payment.id),
    rules: ledgerRulesQuery(),
  });
  const change = new Change(ctx, {
    action: "payments.return",
    summary: `The bank returned “${payment.title}” (${moneyText(ctx, payment.amountMinor)}) of the family ${payment.familyName}: ${decline.words}`,
    right: "payments",
  });
  addReturn(ctx, change, payment, {
    on: bookingDay(ctx, found.rules),
    reason: decline.words,
    parts: found.parts,
    unappliedMinor: found.balance[0]?.unappliedMinor ?? 0,
  });
  const attempt = found.attempt[0];
  if (attempt) {
    const isDraft = attempt.purpose === "draft";
    const nextAt = isDraft ? endDraft(ctx, change, attempt, { decline }) : null;
    if (!isDraft) tellReturned(ctx, change, payment, attempt.id, decline);
    const fields = { state: "declined", declineCode: decline.code, message: decline.words } as const;
    change.update("paymentAttempts", attempt, { ...fields, nextAt });
  }
  const method = found.method[0];
  if (method && decline.isMethodInvalid && method.deletedAt === null)
    change.update("paymentMethods", method, { invalidReason: decline.words });
  also(change);
  await commitMoney(ctx, change);
  return true;
}

/** Nobody is there when the bank returns a payment days later: the family is mailed, and staff see it come in. */
function tellReturned(
  ctx: Context,
  change: Change,
  { familyId, amountMinor, title }: StoredPayment,
  attemptId: string,
  { words }: Decline,
): void {
  const payload: DraftMail = { attemptId, hasReceipt: false };
  change.effect({ topic: DRAFT_MAIL, payload });
  const summary = `The bank returned ${moneyText(ctx, amountMinor)} from ${title}: ${words}`;
  const who = { familyId, loginId: null, nowMs: ctx.nowMs };
  addActivityOf(change, who, { kind: "payment", nature: "info", summary });
}
