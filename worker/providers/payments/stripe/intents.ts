import type Stripe from "stripe";
import { declineOf } from "../declines.ts";
import type { ChargeOutcome, Method, PayerAction, SetupOutcome } from "../payments.ts";
import type { StripeSchool } from "./client.ts";
import { declineCodeOf } from "./decline-codes.ts";
import { DOWN } from "./trouble.ts";

/** The script of the same release as `STRIPE_API_VERSION`; the processor wants it loaded from there, never bundled. */
export const SCRIPT_URL = "https://js.stripe.com/endive/stripe.js";
export const METHOD_TYPES = { card: "card", bank_account: "us_bank_account" } as const;

// Counted with two decimals by the processor although these currencies have none.
const PADDED = new Set(["isk", "ugx"]);

export function toStripeAmount(amountMinor: number, currency: string): number {
  return PADDED.has(currency.toLowerCase()) ? amountMinor * 100 : amountMinor;
}

export function fromStripeAmount(amount: number, currency: string): number {
  return PADDED.has(currency.toLowerCase()) ? Math.round(amount / 100) : amount;
}

/** A saved method as we keep it; null for a kind that we do not offer. */
export function toMethod(
  method: string | Stripe.PaymentMethod | null | undefined,
  mandateToken: string | null = null,
): Method | null {
  if (!method || typeof method === "string") return null;
  const { card, us_bank_account: bank, billing_details: billing } = method;
  const common = {
    methodToken: method.id,
    customerToken: idOf(method.customer),
    holderName: billing?.name ?? null,
    holderAddress: addressOf(billing?.address),
    mandateToken,
  };
  if (card) {
    const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = card;
    return { ...common, kind: "card", brand, last4, expiryMonth, expiryYear };
  }
  if (!bank) return null;
  return {
    ...common,
    kind: "bank_account",
    brand: bank.bank_name ?? "Bank account",
    last4: bank.last4 ?? "",
    expiryMonth: null,
    expiryYear: null,
  };
}

export function idOf(value: string | { readonly id: string } | null | undefined): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}

function addressOf(address: Stripe.Address | null | undefined): string | null {
  if (!address) return null;
  const { line1, line2, city, state, postal_code: code, country } = address;
  const parts = [line1, line2, city, state, code, country].filter((part) => part);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** What the state of a payment means for us. */
export function outcomeOfIntent(school: StripeSchool, intent: Stripe.PaymentIntent): ChargeOutcome {
  const chargeToken = intent.id;
  const method = toMethod(intent.payment_method);
  switch (intent.status) {
    case "succeeded": {
      const amountMinor = fromStripeAmount(intent.amount_received, intent.currency);
      return { outcome: "succeeded", chargeToken, amountMinor, method };
    }
    case "processing": {
      const amountMinor = fromStripeAmount(intent.amount, intent.currency);
      return { outcome: "processing", chargeToken, amountMinor, method };
    }
    case "requires_action":
      return actionOn(school, intent);
    case "requires_payment_method": {
      const error = intent.last_payment_error;
      // The bank wants to ask a payer who was not there: the payment stays open for them.
      if (error?.code === "authentication_required") return actionOn(school, intent);
      const decline = declineOf(declineCodeOf([error?.decline_code, error?.code]));
      return { outcome: "declined", chargeToken, decline };
    }
    case "canceled":
      return { outcome: "declined", chargeToken, decline: declineOf("canceled") };
    default:
      // We always confirm and always capture, so no other state is final.
      return DOWN;
  }
}

function actionOn(school: StripeSchool, intent: Stripe.PaymentIntent): ChargeOutcome {
  if (!intent.client_secret) return DOWN;
  const action: PayerAction = {
    kind: "elements",
    scriptUrl: SCRIPT_URL,
    publishableKey: school.access.publishableKey,
    clientSecret: intent.client_secret,
  };
  return { outcome: "requires_action", chargeToken: intent.id, action };
}

/** What the state of a setup means for us. */
export function outcomeOfSetup(setup: Stripe.SetupIntent): SetupOutcome {
  if (setup.status === "succeeded") {
    const method = toMethod(setup.payment_method, idOf(setup.mandate));
    return method
      ? { outcome: "saved", method }
      : { outcome: "declined", decline: declineOf("not_supported") };
  }
  if (setup.status === "canceled") return { outcome: "declined", decline: declineOf("canceled") };
  const error = setup.last_setup_error;
  if (setup.status === "requires_payment_method" && error) {
    return { outcome: "declined", decline: declineOf(declineCodeOf([error.decline_code, error.code])) };
  }
  return { outcome: "waiting" };
}
