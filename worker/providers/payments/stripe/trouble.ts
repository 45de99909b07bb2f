import type Stripe from "stripe";
import { type Decline, declineOf } from "../declines.ts";
import type { ProcessorDown, Refused } from "../payments.ts";
import { declineCodeOf } from "./decline-codes.ts";

export const DOWN: ProcessorDown = { outcome: "processor_down" };

/** The package's own error; anything else is a mistake of ours and is thrown on. */
export function asStripeError(error: unknown): Stripe.errors.StripeError {
  const type = (error as { type?: unknown } | null)?.type;
  if (error instanceof Error && typeof type === "string" && type.startsWith("Stripe")) {
    return error as Stripe.errors.StripeError;
  }
  throw error;
}

/** Whether the processor said no, so that nothing happened; every other answer leaves that open. */
export function isRefusal({ type }: Stripe.errors.StripeError): boolean {
  return (
    type === "StripeInvalidRequestError" ||
    type === "StripeCardError" ||
    type === "StripeAuthenticationError" ||
    type === "StripePermissionError"
  );
}

export function isMissing(error: Stripe.errors.StripeError): boolean {
  return error.type === "StripeInvalidRequestError" && error.code === "resource_missing";
}

// The processor's own sentences may quote a part of the key, so ours stand in for them.
const WORDS: Readonly<Record<Refused["code"], string>> = {
  wrong_key: "The processor does not accept the secret key. Enter the current one in the payment settings.",
  not_permitted:
    "The secret key may not do this. Allow it at the processor, or enter another key in the payment settings.",
  bad_request: "The processor did not accept what was asked of it. Check the payment settings.",
};

/** What a call that takes no money answers. */
export function refusedOrDown(thrown: unknown): Refused | ProcessorDown {
  const error = asStripeError(thrown);
  if (!isRefusal(error)) return DOWN;
  const code =
    error.type === "StripeAuthenticationError"
      ? "wrong_key"
      : error.type === "StripePermissionError"
        ? "not_permitted"
        : "bad_request";
  return { outcome: "refused", code, words: WORDS[code] };
}

/** Why money was not taken, when an error says that. */
export function declineOfError(error: Stripe.errors.StripeError): Decline {
  if (error.type === "StripeCardError") return declineOf(declineCodeOf([error.decline_code, error.code]));
  if (isMissing(error) && error.param === "payment_method") return declineOf("method_gone");
  return declineOf(declineCodeOf([error.decline_code, error.code], "setup_problem"));
}
