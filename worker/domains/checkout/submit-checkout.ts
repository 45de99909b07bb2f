import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { type Context, type GuardianActor, lend, requireRole, today } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition, Replayed } from "../../kernel/errors.ts";
import { readerOf } from "../../kernel/language.ts";
import { read } from "../../kernel/read.ts";
import { planCart } from "../cart/plan-cart.ts";
import { showCart } from "../cart/show-cart.ts";
import { lostTheRace } from "../enrollments/enroll-group.ts";
import { commitMoney } from "../ledger/commit-money.ts";
import { ledgerRulesOf, refuseLocked } from "../ledger-rules/rules-query.ts";
import { advanceAttempt } from "../payments/advance-attempt.ts";
import { LOOK_AFTER_MS } from "../payments/attempt.ts";
import type { Desk } from "../payments/desk.ts";
import { payingQueries } from "./checkout-queries.ts";
import { getCheckout } from "./get-checkout.ts";
import { planCheckout, type Sendable } from "./plan-checkout.ts";
import { expectMethod, payingOptions, paymentPolicies, requirePolicies } from "./plan-payment.ts";
import { refusalOf } from "./refuse-checkout.ts";
import type { CheckoutInput } from "./schemas.ts";
import type { CheckoutOutcome, CheckoutRefused } from "./shapes.ts";

/*
 * How a cart is sent off, and what is true after a crash at any point.
 *
 * 1. ONE batch writes everything that does not leave the house: enrollments (their places guarded), waitlist entries,
 *    requests, fees, tuition with its explanation, credit that pays, accepted texts, and the cart, which is `submitted` or,
 *    when a card or bank account is to pay, `paying` with the attempt as a row. So nobody is ever charged without being
 *    enrolled, and whoever is enrolled owes what it costs.
 * 2. The processor is asked under the attempt's id. It may be asked again under it, by whoever comes by: nothing is taken
 *    twice.
 * 3. The answer is booked in ONE batch with what follows for the cart (`settle-checkout.ts`): paid or on its way, it is
 *    done, told and mailed; declined, it is taken back whole (enrollments, charges, credit) and its places are held anew
 *    for another try, after which they run out like any other. Requests and waitlist entries stay.
 *
 * A crash before 1 did nothing. Between 1 and 3 the cart says `paying` and the attempt is looked after by itself within
 * minutes, or by the family's screen, which asks by the cart's id and finds the same. The same request again finds its key
 * and goes on at 2.
 */

const MAX_TRIES = 4;

/** @throws Forbidden, NotFound, Precondition, Conflict `under_way` */
export async function submitCheckout(
  ctx: Context<GuardianActor>,
  desk: Desk,
  input: CheckoutInput,
): Promise<CheckoutOutcome> {
  requireRole(ctx, "payer");
  let attemptId: string | null;
  try {
    const begun = await begin(ctx, desk, input);
    if ("outcome" in begun) return begun;
    attemptId = begun.attemptId;
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    attemptId = (error.outcome as { attemptId: string | null }).attemptId;
  }
  const known = attemptId === null ? null : await advanceAttempt(ctx, desk, attemptId, "ask");
  return getCheckout(ctx, input.cartId, known);
}

async function begin(
  ctx: Context<GuardianActor>,
  desk: Desk,
  input: CheckoutInput,
): Promise<{ readonly attemptId: string | null } | CheckoutRefused> {
  for (let tries = 1; ; tries++) {
    const plan = await planCart(ctx);
    const { cart } = plan;
    // Another window, or the other guardian, sent it off: whoever asks sees what became of it.
    if (cart === null || cart.id !== input.cartId || cart.state !== "open") return knownCart(ctx, input);
    const refusal = refusalOf(plan, input, readerOf(ctx));
    if (refusal !== null) return { outcome: "changed", ...refusal, cart: showCart(ctx, plan) };
    const sendable = await readSendable(ctx, desk, { ...plan, cart }, input);
    const { change, attemptId } = planCheckout(lend(ctx, "enrollments"), sendable);
    if (attemptId !== null) await desk.wake(ctx.nowMs + LOOK_AFTER_MS);
    try {
      await commitMoney(ctx, change, { attemptId });
      return { attemptId };
    } catch (error) {
      if (!isRace(error) || tries === MAX_TRIES) throw error;
    }
  }
}

async function knownCart(ctx: Context<GuardianActor>, { cartId }: CheckoutInput) {
  const state = await getCheckout(ctx, cartId, null);
  if (state.outcome === "reopened") throw new NotFound("cart");
  return { attemptId: null };
}

/** Somebody was faster; what is left is seen when the cart is looked at anew. */
function isRace(error: unknown): boolean {
  if (lostTheRace(error)) return true;
  if (error instanceof GuardFailed) return error.guard === "promo_left";
  return error instanceof Conflict && ["changed_meanwhile", "payment_spent"].includes(error.code);
}

async function readSendable(
  ctx: Context<GuardianActor>,
  desk: Desk,
  plan: Sendable["plan"],
  input: CheckoutInput,
): Promise<Sendable> {
  const [paying, processor] = await Promise.all([read(ctx, payingQueries(ctx.actor.familyId)), desk.kind()]);
  const { settings } = plan;
  const options = payingOptions(settings, paying, processor);
  const totalMinor = input.shownMinor;
  if (totalMinor > 0) refuseLocked(ledgerRulesOf(paying.rules), today(ctx), "cartId");
  if (options.requiresMethod && options.methods.length === 0) throw methodRequired();
  const creditMinor = input.usesCredit ? options.creditMinor : 0;
  const isTaken =
    settings.dueAtSignUp === "full" &&
    totalMinor > creditMinor &&
    options.takesPayments &&
    processor !== null;
  if (!isTaken) return { plan, paying, input, method: null };
  if (input.methodId === null) throw methodRequired();
  const method = expectMethod(settings, paying, input.methodId, processor);
  requirePolicies(paymentPolicies(paying), input.policies);
  return { plan, paying, input, method: { id: method.id, processor: method.processor } };
}

function methodRequired(): Precondition {
  const message = "Choose a card or bank account, or add one. Nothing was booked yet.";
  return new Precondition("method_required", message, [{ path: "methodId", message }]);
}
