import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change } from "../../kernel/change.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import type { Decline } from "../../providers/payments/declines.ts";
import { cartOfAttempt } from "../checkout/checkout-queries.ts";
import { finishCheckout, undoCheckout } from "../checkout/settle-checkout.ts";
import { addPayment } from "../ledger/add-payment.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { allocationPostings, latest, type OpenLineFacts, type Part } from "../ledger/plan-allocations.ts";
import { post } from "../ledger/postings.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesOf, ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { addActivityOf } from "../online-activity/add-activity.ts";
import { RECEIPT_MAIL, type ReceiptMail } from "../papers/receipt-mail.ts";
import type { Learned } from "./ask-processor.ts";
import { type Attempt, DAY_MS, lookAgainAt, MINUTE_MS } from "./attempt.ts";
import { endDraft, tellAsked } from "./end-draft.ts";
import { methodName } from "./method-queries.ts";

/** How long a payer may take to answer their bank: one who is there, and one who reads of a draft in a mail. */
const ANSWER_MS = 20 * MINUTE_MS;
const DRAFT_ANSWER_MS = 3 * DAY_MS;
/** A payment on its way is asked after when no webhook told of it. */
const POLL_MS = 24 * 60 * MINUTE_MS;

export const GONE_WORDS =
  "The payment never reached the processor, so nothing was taken. Pay again if it is still due.";

/** The attempt as it was read, with what its booking needs. */
export interface Bookable {
  readonly attempt: Attempt;
  readonly method: Row<"paymentMethods"> | null;
}

/** Writes down what became of an attempt, with all that follows from it, in one batch. @throws when somebody was faster */
export async function bookAttempt(ctx: Context<SystemActor>, of: Bookable, learned: Learned): Promise<void> {
  switch (learned.outcome) {
    case "succeeded":
    case "processing":
      return bookTaken(ctx, of, learned);
    case "declined":
      return bookDeclined(ctx, of, learned.decline);
    case "gone":
      return note(
        ctx,
        of,
        { state: "cancelled", message: GONE_WORDS, nextAt: null },
        "Never reached the processor",
      );
    case "requires_action":
      return bookAsked(ctx, of, learned.chargeToken);
    case "processor_down": {
      const tries = of.attempt.tries + 1;
      const nextAt = lookAgainAt(tries, ctx.nowMs);
      return note(ctx, of, { state: "unknown", tries, nextAt }, "The processor did not answer");
    }
  }
}

async function bookTaken(
  ctx: Context<SystemActor>,
  { attempt, method }: Bookable,
  taken: Extract<Learned, { outcome: "succeeded" | "processing" }>,
): Promise<void> {
  const { familyId, locationId, amountMinor } = attempt;
  const { open, rules, cart, guardian } = await ctx.database.read({
    open: openLines(oneFamily(familyId)),
    rules: ledgerRulesQuery(),
    cart: cartOfAttempt(attempt.id),
    guardian: guardianOf(attempt),
  });
  const { lockedThrough, mailsReceipts } = ledgerRulesOf(rules);
  // Money that came is booked: in a period that was closed meanwhile, on the first day after it.
  const on = lockedThrough === null ? today(ctx) : latest(today(ctx), addDays(lockedThrough, 1));
  const isPending = taken.outcome === "processing";
  const name = method ? methodName(method) : "Card payment";
  const change = new Change(ctx, {
    action: attempt.purpose === "draft" ? "payments.draft" : "payments.charge",
    summary: `${isPending ? "Started to take" : "Took"} ${moneyText(ctx, amountMinor)} by ${name}`,
    right: "payments",
  });
  const { id } = addPayment(ctx, change, {
    ...{ familyId, locationId, kind: "payment", amountMinor, receivedOn: on, title: name },
    method: method?.kind === "bank" ? "echeck" : "card",
    status: isPending ? "pending" : "settled",
    settledOn: isPending ? null : on,
    cardBrand: method?.brand ?? null,
    last4: method?.last4 ?? null,
    processor: attempt.processor,
    processorRef: taken.chargeToken,
    paymentMethodId: attempt.paymentMethodId,
    attemptId: attempt.id,
    runId: attempt.runId,
  });
  change.update("paymentAttempts", attempt, {
    state: isPending ? "processing" : "succeeded",
    processorRef: taken.chargeToken,
    paymentId: id,
    ...{ declineCode: null, message: null },
    nextAt: isPending ? ctx.nowMs + POLL_MS : null,
  });
  post(change, ctx, allocationPostings(partsOf(attempt, { id, grownOn: on }, open), on));
  if (cart[0]) finishCheckout(ctx, change, cart[0]);
  else if (guardian[0])
    addActivityOf(
      change,
      { familyId, loginId: guardian[0].id, nowMs: ctx.nowMs },
      { kind: "payment", nature: "info", summary: `Paid ${moneyText(ctx, amountMinor)} by ${name}` },
    );
  const receipt: ReceiptMail = { paymentId: id };
  if (attempt.purpose === "draft")
    endDraft(ctx, change, attempt, { paymentId: id, mailsReceipt: mailsReceipts });
  else if (mailsReceipts) change.effect({ topic: RECEIPT_MAIL, payload: receipt });
  await commitMoney(ctx, change);
}

/** The guardian who began it, if it was one. */
function guardianOf({ id, familyId }: Attempt) {
  return select(
    { id: sql<string>`c.actor_id` },
    sql`from change_rows r cross join changes c on c.id = r.change_id and c.actor_kind = 'guardian'
      where r.subject_id = ${familyId} and r.entity = 'paymentAttempts' and r.entity_id = ${id} and r.op = 'insert'`,
  );
}

/** The lines that it was meant for, as far as they are still open; what was paid otherwise meanwhile stays on account. */
function partsOf(attempt: Attempt, payment: Part["payment"], open: readonly OpenLineFacts[]): Part[] {
  const byId = new Map(open.map((line) => [line.id, line]));
  return attempt.targets.flatMap(({ lineId, amountMinor }) => {
    const line = byId.get(lineId);
    return line ? [{ line, payment, amountMinor: Math.min(amountMinor, line.openMinor) }] : [];
  });
}

async function bookDeclined(ctx: Context<SystemActor>, of: Bookable, decline: Decline): Promise<void> {
  const { attempt, method } = of;
  const amount = moneyText(ctx, attempt.amountMinor);
  const change = new Change(ctx, {
    action: "payments.declined",
    summary: `${amount} by ${method ? methodName(method) : "card"} was declined: ${decline.words}`,
    right: "payments",
  });
  const fields = { state: "declined", declineCode: decline.code, message: decline.words } as const;
  const isDraft = attempt.purpose === "draft";
  const nextAt = isDraft ? endDraft(ctx, change, attempt, { decline }) : null;
  change.update("paymentAttempts", attempt, { ...fields, nextAt });
  if (decline.isMethodInvalid && method !== null && method.deletedAt === null)
    change.update("paymentMethods", method, { invalidReason: decline.words });
  await addUndoneCheckout(ctx, change, attempt);
  await commitMoney(ctx, change);
}

/** Nobody sits before a draft: the family is told once, and has until the ladder's next step. */
async function bookAsked(ctx: Context<SystemActor>, of: Bookable, processorRef: string): Promise<void> {
  const { attempt } = of;
  const isDraft = attempt.purpose === "draft";
  if (isDraft && attempt.state === "asked") return;
  const change = new Change(ctx, {
    action: "payments.look",
    summary: `Waits for the payer’s answer: ${moneyText(ctx, attempt.amountMinor)}`,
    right: "payments",
  });
  const nextAt = ctx.nowMs + (isDraft ? DRAFT_ANSWER_MS : ANSWER_MS);
  change.update("paymentAttempts", attempt, { state: "asked", processorRef, nextAt });
  if (isDraft) tellAsked(change, attempt);
  await commitMoney(ctx, change);
}

async function note(
  ctx: Context<SystemActor>,
  { attempt }: Bookable,
  fields: Partial<Attempt>,
  what: string,
): Promise<void> {
  const change = new Change(ctx, {
    action: "payments.look",
    summary: `${what}: ${moneyText(ctx, attempt.amountMinor)}`,
    right: "payments",
  });
  change.update("paymentAttempts", attempt, fields);
  if (attempt.purpose === "draft" && fields.state === "cancelled")
    change.also(sql`update billing_run_rows set state = 'failed', problem = ${GONE_WORDS}
      where run_id = ${attempt.runId} and record_id = ${attempt.id}`);
  if (fields.state === "cancelled") await addUndoneCheckout(ctx, change, attempt);
  await commitMoney(ctx, change);
}

/** A cart whose payment this was is taken back in the same batch. */
async function addUndoneCheckout(ctx: Context<SystemActor>, change: Change, attempt: Attempt): Promise<void> {
  if (attempt.purpose !== "pay") return;
  const { cart } = await ctx.database.read({ cart: cartOfAttempt(attempt.id) });
  if (cart[0]) await undoCheckout(ctx, change, cart[0]);
}
