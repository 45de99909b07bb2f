import { sql } from "drizzle-orm";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change } from "../../kernel/change.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import type { Decline } from "../../providers/payments/declines.ts";
import { addPayment } from "../ledger/add-payment.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { allocationPostings, latest, type OpenLineFacts, type Part } from "../ledger/plan-allocations.ts";
import { post } from "../ledger/postings.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesOf, ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { RECEIPT_MAIL, type ReceiptMail } from "../papers/receipt-mail.ts";
import type { Learned } from "./ask-processor.ts";
import { type Attempt, lookAgainAt, MINUTE_MS } from "./attempt.ts";
import { endDraft } from "./end-draft.ts";
import { methodName } from "./method-queries.ts";

/** How long a payer may take to answer their bank. */
const ANSWER_MS = 20 * MINUTE_MS;
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
    case "requires_action": {
      const fields = {
        state: "asked",
        processorRef: learned.chargeToken,
        nextAt: ctx.nowMs + ANSWER_MS,
      } as const;
      return note(ctx, of, fields, "Waits for the payer’s answer");
    }
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
  const { open, rules } = await ctx.database.read({
    open: openLines(oneFamily(familyId)),
    rules: ledgerRulesQuery(),
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
  const receipt: ReceiptMail = { paymentId: id };
  if (attempt.purpose === "draft")
    endDraft(ctx, change, attempt, { paymentId: id, mailsReceipt: mailsReceipts });
  else if (mailsReceipts) change.effect({ topic: RECEIPT_MAIL, payload: receipt });
  await commitMoney(ctx, change);
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
  await commitMoney(ctx, change);
}
