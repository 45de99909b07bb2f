import type Stripe from "stripe";
import type { ChargeInput, ChargeOutcome, ChargeSought } from "../payments.ts";
import type { StripeSchool } from "./client.ts";
import { METHOD_TYPES, outcomeOfIntent, toStripeAmount } from "./intents.ts";
import { asStripeError, DOWN, declineOfError, isMissing, isRefusal } from "./trouble.ts";

const PAGE = 100;
const MAX_PAGES = 5;
/** Their clock and ours need not agree. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** Takes money: made and confirmed in one request under the attempt's key. */
export async function charge(school: StripeSchool, input: ChargeInput): Promise<ChargeOutcome> {
  const stripe = await school.client();
  const options = { idempotencyKey: input.attemptId };
  try {
    return outcomeOfIntent(school, await stripe.paymentIntents.create(toParams(school, input), options));
  } catch (thrown) {
    return outcomeOfError(school, asStripeError(thrown));
  }
}

function toParams(school: StripeSchool, input: ChargeInput): Stripe.PaymentIntentCreateParams {
  const { source, presence } = input;
  return {
    amount: toStripeAmount(input.amountMinor, input.currency),
    currency: input.currency.toLowerCase(),
    customer: input.customerToken,
    confirm: true,
    allowed_payment_method_types: [METHOD_TYPES[input.methodKind]],
    ...(source.kind === "saved" ? { payment_method: source.methodToken } : fresh(source.token)),
    ...(source.kind === "saved" && source.mandateToken ? { mandate: source.mandateToken } : {}),
    ...(source.kind === "fresh" && source.saveForLater ? { setup_future_usage: "off_session" as const } : {}),
    ...(presence === "off_session" ? { off_session: true } : { return_url: input.returnUrl }),
    description: input.description,
    metadata: {
      account_id: school.access.accountId,
      attempt_id: input.attemptId,
      family_id: input.familyId,
    },
    expand: ["payment_method"],
  };
}

/** The fields give a confirmation token, which carries the payer's consent to a debit; a bare method also does. */
function fresh(
  token: string,
): Pick<Stripe.PaymentIntentCreateParams, "confirmation_token" | "payment_method"> {
  return token.startsWith("ctoken_") ? { confirmation_token: token } : { payment_method: token };
}

function outcomeOfError(school: StripeSchool, error: Stripe.errors.StripeError): ChargeOutcome {
  if (!isRefusal(error)) return DOWN;
  const intent = error.payment_intent;
  if (error.code === "authentication_required" && intent?.client_secret) {
    return outcomeOfIntent(school, {
      ...intent,
      status: "requires_action",
    });
  }
  return { outcome: "declined", chargeToken: intent?.id ?? null, decline: declineOfError(error) };
}

/** What became of an attempt; asks for its payment, or looks through the customer's. */
export async function findCharge(
  school: StripeSchool,
  sought: ChargeSought,
): Promise<ChargeOutcome | { readonly outcome: "not_found" }> {
  const stripe = await school.client();
  try {
    const intent = sought.chargeToken
      ? await stripe.paymentIntents.retrieve(sought.chargeToken, { expand: ["payment_method"] })
      : await lookThrough(stripe, sought);
    if (intent === "too_many") return DOWN;
    return intent ? outcomeOfIntent(school, intent) : { outcome: "not_found" };
  } catch (thrown) {
    return isMissing(asStripeError(thrown)) ? { outcome: "not_found" } : DOWN;
  }
}

/** A list is exact at once; the processor's search lags behind by a minute or more. */
async function lookThrough(
  stripe: Stripe,
  sought: ChargeSought,
): Promise<Stripe.PaymentIntent | null | "too_many"> {
  const since = Math.floor((sought.sinceMs - CLOCK_SLACK_MS) / 1000);
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const found = await stripe.paymentIntents.list({
      customer: sought.customerToken,
      created: { gte: since },
      limit: PAGE,
      expand: ["data.payment_method"],
      ...(after ? { starting_after: after } : {}),
    });
    const intent = found.data.find(({ metadata }) => metadata.attempt_id === sought.attemptId);
    if (intent) return intent;
    after = found.data.at(-1)?.id;
    if (!found.has_more || !after) return null;
  }
  return "too_many";
}
