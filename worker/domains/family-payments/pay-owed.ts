import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { NotFound, Precondition, Replayed } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { payingQueries } from "../checkout/checkout-queries.ts";
import {
  expectMethod,
  payingOptions,
  paymentPolicies,
  requirePolicies,
  splitPayment,
} from "../checkout/plan-payment.ts";
import { addApplied } from "../ledger/apply-credits.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { oneFamily, openLines } from "../ledger/money-queries.ts";
import { type OpenLineFacts, sumOf } from "../ledger/plan-allocations.ts";
import { moneyText } from "../ledger/references.ts";
import { ledgerRulesOf, refuseLocked } from "../ledger-rules/rules-query.ts";
import { advanceAttempt } from "../payments/advance-attempt.ts";
import { attemptConflict, guardOnlyAttempt, guardTargetsOpen, LOOK_AFTER_MS } from "../payments/attempt.ts";
import type { Desk } from "../payments/desk.ts";
import { payOutcome } from "../payments/pay-outcome.ts";
import { newAnswers, writeAnswers } from "../policies/write-answers.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { PayOwedInput } from "./schemas.ts";
import type { PayOwedOutcome } from "./shapes.ts";

const UNDER_WAY = "A payment of yours is under way. Wait a moment until it is known what became of it.";

interface Begun {
  readonly attemptId: string | null;
  readonly creditMinor: number;
}

/**
 * Pays what a family owes, all or chosen lines, from credit and with a kept method: credit and the attempt in one batch,
 * then the processor is asked. The same request again goes on where the first one stopped.
 * @throws Forbidden, NotFound, Precondition, Conflict `under_way`
 */
export async function payOwed(
  ctx: Context<GuardianActor>,
  desk: Desk,
  input: PayOwedInput,
): Promise<PayOwedOutcome> {
  requireRole(ctx, "payer");
  const begun = await begin(ctx, desk, input);
  if (begun === null) {
    const message = "What you owe has changed meanwhile. Look at it again, then pay.";
    return { outcome: "changed", message };
  }
  const { attemptId, creditMinor } = begun;
  if (attemptId === null) return { outcome: "done", creditMinor, pay: null };
  const known = await advanceAttempt(ctx, desk, attemptId, "ask");
  return { outcome: "done", creditMinor, pay: payOutcome(ctx, known) };
}

async function begin(ctx: Context<GuardianActor>, desk: Desk, input: PayOwedInput): Promise<Begun | null> {
  try {
    return await add(ctx, desk, input);
  } catch (error) {
    if (error instanceof Replayed) return error.outcome as Begun;
    throw attemptConflict(error, UNDER_WAY);
  }
}

/** Null: what is owed is not what was shown. */
async function add(ctx: Context<GuardianActor>, desk: Desk, input: PayOwedInput): Promise<Begun | null> {
  const { familyId } = ctx.actor;
  const found = await read(ctx, {
    ...payingQueries(familyId),
    settings: portalSettingsQuery(),
    open: openLines(oneFamily(familyId)),
  });
  const lines = chosenOf(found.open, input.lineIds);
  const owedMinor = lines?.reduce((sum, line) => sum + line.openMinor, 0) ?? 0;
  if (lines === null || owedMinor !== input.shownMinor) return null;
  refuseLocked(ledgerRulesOf(found.rules), today(ctx), "lineIds");
  const { parts, rest } = splitPayment(lines, found.money, input.usesCredit);
  const creditMinor = sumOf(parts);
  const payMinor = owedMinor - creditMinor;
  const change = new Change(ctx, {
    action: "payments.begin",
    summary: `Began to pay ${moneyText(ctx, owedMinor)} from the portal`,
    right: null,
  });
  if (parts.length > 0) addApplied(ctx, change, parts, found.money);
  const attemptId = payMinor > 0 ? newId("paymentAttempt", ctx.nowMs) : null;
  if (attemptId !== null) {
    const locationId = lines[0]!.locationId;
    await addAttempt(ctx, desk, { change, found, input, attemptId, rest, payMinor, locationId });
  }
  const begun = { attemptId, creditMinor };
  await commitMoney(ctx, change, begun);
  return begun;
}

type Found = RowsOf<ReturnType<typeof payingQueries>> & {
  readonly settings: Parameters<typeof portalSettingsOf>[0];
};

async function addAttempt(
  ctx: Context<GuardianActor>,
  desk: Desk,
  of: {
    readonly change: Change;
    readonly found: Found;
    readonly input: PayOwedInput;
    readonly attemptId: string;
    readonly rest: readonly { readonly lineId: string; readonly amountMinor: number }[];
    readonly payMinor: number;
    readonly locationId: string;
  },
): Promise<void> {
  const { change, found, input, attemptId, rest, payMinor, locationId } = of;
  const { familyId } = ctx.actor;
  const settings = portalSettingsOf(found.settings);
  const processor = await desk.kind();
  if (processor === null || !payingOptions(settings, found, processor).takesPayments) {
    throw new Precondition("not_taken", "The school does not take payments here. Ask it how to pay.");
  }
  if (input.methodId === null) {
    const message = "Choose a card or bank account, or add one.";
    throw new Precondition("method_required", message, [{ path: "methodId", message }]);
  }
  const method = expectMethod(settings, found, input.methodId, processor);
  const policies = paymentPolicies(found);
  requirePolicies(policies, input.policies);
  const nextAt = ctx.nowMs + LOOK_AFTER_MS;
  guardOnlyAttempt(change, familyId);
  guardTargetsOpen(change, rest);
  change.insert("paymentAttempts", {
    ...{ id: attemptId, familyId, locationId, amountMinor: payMinor, targets: [...rest], nextAt },
    paymentMethodId: method.id,
    purpose: "pay",
    state: "created",
    processor,
  });
  const read = input.policies.map((one) => ({ ...one, studentId: null, answer: "accepted" as const }));
  const answers = newAnswers(ctx, policies, read);
  if (answers.length > 0) writeAnswers(change, ctx, familyId, answers);
  await desk.wake(nextAt);
}

/** The lines asked for; null where one of them is not open any more. @throws NotFound for nothing at all to pay */
function chosenOf(
  open: readonly OpenLineFacts[],
  lineIds: PayOwedInput["lineIds"],
): readonly OpenLineFacts[] | null {
  if (lineIds === null) return open;
  const wanted = new Set(lineIds);
  const lines = open.filter(({ id }) => wanted.has(id));
  if (lines.length === 0) throw new NotFound("open charge");
  return lines.length === wanted.size ? lines : null;
}
