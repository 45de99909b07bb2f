import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Precondition, Replayed } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { partsFor } from "../ledger/apply-money.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { appliedOf } from "../ledger/plan-allocations.ts";
import { expectPlace, moneyText, placeQueries } from "../ledger/references.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { advanceAttempt } from "./advance-attempt.ts";
import { attemptConflict, guardOnlyAttempt, guardTargetsOpen, LOOK_AFTER_MS } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import { methodById, methodName } from "./method-queries.ts";
import { payOutcome } from "./pay-outcome.ts";
import type { PayNowInput } from "./schemas.ts";
import type { PayOutcome } from "./shapes.ts";

const UNDER_WAY =
  "A payment of this family is under way. Wait until it is known what became of it, so that nothing is taken twice.";

/**
 * Charges a kept method. The row that says so comes first, under whose id the processor is asked, and the payment is booked
 * with the answer; the same request again goes on where the first one stopped.
 * @throws NotFound, Precondition, Conflict `under_way` | `line_not_open` | `period_locked`
 */
export async function payNow(ctx: Context, desk: Desk, input: PayNowInput): Promise<PayOutcome> {
  requireRight(ctx, "payments", "full", input.locationId);
  const attemptId = await begin(ctx, desk, input);
  return payOutcome(ctx, await advanceAttempt(ctx, desk, attemptId, "ask"));
}

/** What became of an attempt: asked by the screen while it waits. @throws NotFound */
export async function checkAttempt(ctx: Context, desk: Desk, attemptId: string): Promise<PayOutcome> {
  requireRight(ctx, "payments", "full");
  return payOutcome(ctx, await advanceAttempt(ctx, desk, attemptId, "look"));
}

/** The payer will not answer their bank: the processor gives the payment up, and the family can pay otherwise. @throws NotFound */
export async function giveUpAttempt(ctx: Context, desk: Desk, attemptId: string): Promise<PayOutcome> {
  requireRight(ctx, "payments", "full");
  return payOutcome(ctx, await advanceAttempt(ctx, desk, attemptId, "give_up"));
}

async function begin(ctx: Context, desk: Desk, input: PayNowInput): Promise<string> {
  try {
    return await addAttempt(ctx, desk, input);
  } catch (error) {
    if (error instanceof Replayed) return (error.outcome as { attemptId: string }).attemptId;
    throw attemptConflict(error, UNDER_WAY);
  }
}

async function addAttempt(ctx: Context, desk: Desk, input: PayNowInput): Promise<string> {
  const { familyId, locationId, methodId, amountMinor, applyTo } = input;
  const found = await read(ctx, {
    ...placeQueries(familyId, locationId),
    method: methodById(methodId),
    open: openLines(oneFamily(familyId)),
    rules: ledgerRulesQuery(),
  });
  const family = expectPlace(found);
  const method = expectRow(
    found.method.filter((one) => one.familyId === familyId),
    "payment method",
  );
  if (method.invalidReason !== null) throw new Precondition("method_invalid", method.invalidReason);
  refuseLocked(ledgerRulesOf(found.rules), today(ctx), "receivedOn");
  const processor = await desk.open();
  if (processor.kind !== method.processor) {
    throw new Precondition(
      "other_processor",
      "This method is kept at a processor that the school no longer uses. Ask the family to add it again.",
    );
  }
  const id = newId("paymentAttempt", ctx.nowMs);
  const money = { id, grownOn: today(ctx), unappliedMinor: amountMinor };
  const targets = appliedOf(partsFor(ctx, applyTo, money, found.open));
  const nextAt = ctx.nowMs + LOOK_AFTER_MS;
  const change = new Change(ctx, {
    action: "payments.begin",
    summary: `Began to take ${moneyText(ctx, amountMinor)} from the family ${family.name} by ${methodName(method)}`,
    right: "payments",
  });
  change.guard("row_living", livingRow("families", familyId));
  guardOnlyAttempt(change, familyId);
  guardTargetsOpen(change, targets);
  change.insert("paymentAttempts", {
    ...{ id, familyId, locationId, amountMinor, targets, nextAt },
    paymentMethodId: methodId,
    purpose: "pay",
    state: "created",
    processor: processor.kind,
  });
  await desk.wake(nextAt);
  await commit(ctx, change, { attemptId: id });
  return id;
}
