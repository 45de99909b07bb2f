import type Stripe from "stripe";
import type { RefundInput, RefundOutcome, RefundSought, VoidInput } from "../payments.ts";
import type { StripeSchool } from "./client.ts";
import { fromStripeAmount, toStripeAmount } from "./intents.ts";
import { asStripeError, DOWN, isMissing, isRefusal } from "./trouble.ts";

const PAGE = 100;
const REFUSED_WORDS =
  "The processor refused this refund. Look the payment up at the processor, or refund it in another way and record that.";
export const FAILED_WORDS =
  "The bank did not take the refund. Give the money back in another way and record that.";
const DISPUTED_WORDS = "The payment is disputed. Its money is with the bank until that is decided.";
const NO_BALANCE_WORDS =
  "There is not enough money at the processor for this refund. Try again after the next payments.";

type Settled = Stripe.PaymentIntent & { latest_charge: Stripe.Charge | string | null };

/** Gives back all or a part of a payment under the refund's key. */
export async function refund(school: StripeSchool, input: RefundInput): Promise<RefundOutcome> {
  const stripe = await school.client();
  try {
    return outcomeOfRefund(
      await stripe.refunds.create(
        {
          payment_intent: input.chargeToken,
          amount: toStripeAmount(input.amountMinor, input.currency),
          metadata: metadataOf(school, input),
        },
        { idempotencyKey: input.refundId },
      ),
    );
  } catch (thrown) {
    return whyRefused(stripe, input.chargeToken, asStripeError(thrown));
  }
}

/**
 * Takes a whole payment back. One that waits for its payer is given up; one that was just taken is refunded in full,
 * which the processor turns into a reversal while it can.
 */
export async function voidCharge(school: StripeSchool, input: VoidInput): Promise<RefundOutcome> {
  const stripe = await school.client();
  try {
    const intent = await withCharge(stripe, input.chargeToken);
    const options = { idempotencyKey: input.refundId };
    if (intent.status === "succeeded") {
      // Without an amount the rest is refunded, so a payment that is no longer whole must not get there.
      if (refundedOf(intent) > 0) return voidedBefore(school, input, intent);
      const params = { payment_intent: intent.id, metadata: metadataOf(school, input) };
      return outcomeOfRefund(await stripe.refunds.create(params, options));
    }
    return canceled(await stripe.paymentIntents.cancel(intent.id, {}, options));
  } catch (thrown) {
    return whyRefused(stripe, input.chargeToken, asStripeError(thrown));
  }
}

async function voidedBefore(school: StripeSchool, input: VoidInput, intent: Settled): Promise<RefundOutcome> {
  const before = await findRefund(school, input);
  if (before.outcome !== "not_found") return before;
  const left = intent.amount_received - refundedOf(intent);
  return { outcome: "already_refunded", leftMinor: fromStripeAmount(left, intent.currency) };
}

/** What became of a refund or void. */
export async function findRefund(school: StripeSchool, sought: RefundSought): Promise<RefundOutcome> {
  const stripe = await school.client();
  try {
    const found = await stripe.refunds.list({ payment_intent: sought.chargeToken, limit: PAGE });
    const ours = found.data.find(({ metadata }) => metadata?.refund_id === sought.refundId);
    if (ours) return outcomeOfRefund(ours);
    const intent = await stripe.paymentIntents.retrieve(sought.chargeToken);
    return intent.status === "canceled" ? canceled(intent) : { outcome: "not_found" };
  } catch (thrown) {
    return isMissing(asStripeError(thrown)) ? { outcome: "not_found" } : DOWN;
  }
}

function metadataOf(school: StripeSchool, input: VoidInput) {
  return { account_id: school.access.accountId, attempt_id: input.attemptId, refund_id: input.refundId };
}

function canceled(intent: Stripe.PaymentIntent): RefundOutcome {
  const amountMinor = fromStripeAmount(intent.amount, intent.currency);
  return { outcome: "succeeded", refundToken: intent.id, amountMinor };
}

function outcomeOfRefund(refunded: Stripe.Refund): RefundOutcome {
  const amountMinor = fromStripeAmount(refunded.amount, refunded.currency);
  if (refunded.status === "failed" || refunded.status === "canceled") {
    return { outcome: "failed", words: FAILED_WORDS };
  }
  const outcome = refunded.status === "succeeded" ? "succeeded" : "processing";
  return { outcome, refundToken: refunded.id, amountMinor };
}

/** The codes of a refused refund say little, so the payment itself is asked what is left of it. */
async function whyRefused(
  stripe: Stripe,
  chargeToken: string,
  error: Stripe.errors.StripeError,
): Promise<RefundOutcome> {
  if (!isRefusal(error)) return DOWN;
  if (isMissing(error)) return { outcome: "not_found" };
  if (error.code === "balance_insufficient") return { outcome: "failed", words: NO_BALANCE_WORDS };
  try {
    const intent = await withCharge(stripe, chargeToken);
    if (intent.status === "canceled") return { outcome: "already_refunded", leftMinor: 0 };
    if (intent.status === "requires_payment_method") return { outcome: "not_found" };
    if (intent.status !== "succeeded") return { outcome: "unsettled" };
    if (chargeOf(intent)?.disputed) return { outcome: "failed", words: DISPUTED_WORDS };
    const left = intent.amount_received - refundedOf(intent);
    const isTooMuch = error.code === "charge_already_refunded" || refundedOf(intent) > 0;
    if (isTooMuch) return { outcome: "already_refunded", leftMinor: fromStripeAmount(left, intent.currency) };
    return { outcome: "failed", words: REFUSED_WORDS };
  } catch (thrown) {
    return isRefusal(asStripeError(thrown)) ? { outcome: "failed", words: REFUSED_WORDS } : DOWN;
  }
}

async function withCharge(stripe: Stripe, chargeToken: string): Promise<Settled> {
  return (await stripe.paymentIntents.retrieve(chargeToken, { expand: ["latest_charge"] })) as Settled;
}

function chargeOf({ latest_charge: charge }: Settled): Stripe.Charge | null {
  return typeof charge === "string" ? null : charge;
}

function refundedOf(intent: Settled): number {
  return chargeOf(intent)?.amount_refunded ?? 0;
}
