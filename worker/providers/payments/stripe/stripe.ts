import type { PaymentProcessor, ProcessorAccess } from "../payments.ts";
import { charge, findCharge } from "./charges.ts";
import { type StripeOptions, stripeSchool } from "./client.ts";
import { findRefund, refund, voidCharge } from "./refunds.ts";
import { beginPayment, beginSetup, connectWebhook, readSetup, removeMethod, saveCustomer } from "./setups.ts";

/** One school's own account at Stripe. */
export function stripeProcessor(access: ProcessorAccess, options: StripeOptions = {}): PaymentProcessor {
  const school = stripeSchool(access, options);
  return {
    kind: "stripe",
    saveCustomer: (input) => saveCustomer(school, input),
    beginSetup: (input) => beginSetup(school, input),
    readSetup: (setupToken) => readSetup(school, setupToken),
    beginPayment: async (input) => beginPayment(school, input),
    removeMethod: (methodToken) => removeMethod(school, methodToken),
    charge: (input) => charge(school, input),
    findCharge: (sought) => findCharge(school, sought),
    refund: (input) => refund(school, input),
    voidCharge: (input) => voidCharge(school, input),
    findRefund: (sought) => findRefund(school, sought),
    connectWebhook: (url) => connectWebhook(school, url),
  };
}
