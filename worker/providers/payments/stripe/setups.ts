import type {
  ConnectOutcome,
  CustomerInput,
  CustomerOutcome,
  FieldsOutcome,
  PaymentFieldsInput,
  SetupInput,
  SetupOutcome,
} from "../payments.ts";
import { STRIPE_API_VERSION, type StripeSchool } from "./client.ts";
import { METHOD_TYPES, outcomeOfSetup, SCRIPT_URL } from "./intents.ts";
import { asStripeError, DOWN, isMissing, isRefusal, refusedOrDown } from "./trouble.ts";
import { STRIPE_EVENTS } from "./webhooks.ts";

export async function saveCustomer(school: StripeSchool, input: CustomerInput): Promise<CustomerOutcome> {
  const stripe = await school.client();
  const params = {
    name: input.name,
    ...(input.email === null ? {} : { email: input.email }),
    metadata: { account_id: school.access.accountId, family_id: input.familyId },
  };
  try {
    const options = { idempotencyKey: await customerKey(input) };
    return { outcome: "saved", customerToken: (await stripe.customers.create(params, options)).id };
  } catch (thrown) {
    return refusedOrDown(thrown);
  }
}

/** A key is bound to its content: another name of the same family must not be refused as a changed request. */
async function customerKey({ familyId, name, email }: CustomerInput): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([name, email]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content)).slice(0, 8);
  return `customer-${familyId}-${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export async function beginSetup(school: StripeSchool, input: SetupInput): Promise<FieldsOutcome> {
  const stripe = await school.client();
  const methodTypes = input.methodKinds.map((kind) => METHOD_TYPES[kind]);
  try {
    const setup = await stripe.setupIntents.create(
      {
        customer: input.customerToken,
        allowed_payment_method_types: methodTypes,
        usage: "off_session",
        metadata: { account_id: school.access.accountId, setup_id: input.setupId },
      },
      { idempotencyKey: input.setupId },
    );
    return {
      outcome: "open",
      setupToken: setup.id,
      fields: fieldsOf(school, methodTypes, setup.client_secret),
    };
  } catch (thrown) {
    return refusedOrDown(thrown);
  }
}

/** The fields of a payment need no request: they give a token, and the amount is ours until it is charged. */
export function beginPayment(school: StripeSchool, input: PaymentFieldsInput): FieldsOutcome {
  const methodTypes = input.methodKinds.map((kind) => METHOD_TYPES[kind]);
  return { outcome: "open", setupToken: null, fields: fieldsOf(school, methodTypes, null) };
}

function fieldsOf(school: StripeSchool, methodTypes: readonly string[], clientSecret: string | null) {
  const { publishableKey } = school.access;
  return { kind: "elements", scriptUrl: SCRIPT_URL, publishableKey, clientSecret, methodTypes } as const;
}

export async function readSetup(school: StripeSchool, setupToken: string): Promise<SetupOutcome> {
  const stripe = await school.client();
  try {
    return outcomeOfSetup(await stripe.setupIntents.retrieve(setupToken, { expand: ["payment_method"] }));
  } catch (thrown) {
    return isMissing(asStripeError(thrown)) ? { outcome: "not_found" } : refusedOrDown(thrown);
  }
}

export async function removeMethod(school: StripeSchool, methodToken: string) {
  const stripe = await school.client();
  try {
    await stripe.paymentMethods.detach(methodToken);
    return "removed";
  } catch (thrown) {
    const error = asStripeError(thrown);
    // One that belongs to no customer any more is refused without a code of its own.
    if (error.type === "StripeInvalidRequestError") return "not_found";
    return isRefusal(error) ? "refused" : DOWN.outcome;
  }
}

/** Has the processor call the address with the events that we know, in the shape that we know. */
export async function connectWebhook(school: StripeSchool, url: string): Promise<ConnectOutcome> {
  const stripe = await school.client();
  try {
    const endpoint = await stripe.webhookEndpoints.create({
      url,
      enabled_events: [...STRIPE_EVENTS],
      api_version: STRIPE_API_VERSION,
      description: "Chalkline",
      metadata: { account_id: school.access.accountId },
    });
    return endpoint.secret ? { outcome: "connected", webhookSecret: endpoint.secret } : DOWN;
  } catch (thrown) {
    return refusedOrDown(thrown);
  }
}
