import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChargeInput, PaymentProcessor } from "../../worker/providers/payments/payments.ts";
import { STRIPE_API_VERSION } from "../../worker/providers/payments/stripe/client.ts";
import { stripeProcessor } from "../../worker/providers/payments/stripe/stripe.ts";
import { STRIPE_EVENTS } from "../../worker/providers/payments/stripe/webhooks.ts";
import { GOOD_KEY, PlayedStripe } from "./played-stripe.ts";

/** What a request is to the processor; the rest (user agent, connection) may differ. */
const TELLING = ["authorization", "stripe-version", "idempotency-key", "content-type"];
const ACCOUNT_ID = "acc_1";

let played: PlayedStripe;
let server: Server;
let ours: PaymentProcessor;
let theirs: Stripe;
let options: { host: string; port: number; protocol: "http" };

beforeAll(async () => {
  server = createServer(async (incoming, answer) => {
    const parts: Uint8Array[] = [];
    for await (const part of incoming) parts.push(part as Uint8Array);
    const { url = "/", method = "GET", headers } = incoming;
    const body = method === "GET" ? null : Buffer.concat(parts);
    try {
      const response = await played.fetch(`http://localhost${url}`, {
        method,
        body,
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      });
      answer.writeHead(response.status, { "content-type": "application/json" });
      answer.end(await response.text());
    } catch {
      incoming.socket.destroy();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  options = { host: "127.0.0.1", port, protocol: "http" };
});
afterAll(() => void server.close());

beforeEach(() => {
  played = new PlayedStripe();
  const access = {
    accountId: ACCOUNT_ID,
    kind: "stripe",
    publishableKey: "pk",
    secretKey: GOOD_KEY,
  } as const;
  ours = stripeProcessor(access, { server: options });
  theirs = new Stripe(GOOD_KEY, { ...options, apiVersion: STRIPE_API_VERSION, maxNetworkRetries: 0 });
});

/** The one request that the work made. */
async function requestOf(work: () => Promise<unknown>) {
  played.requests.length = 0;
  await work().catch(() => undefined);
  expect(played.requests).toHaveLength(1);
  const { method, path, body, headers } = played.requests[0]!;
  const telling = Object.fromEntries(TELLING.map((name) => [name, headers[name]]));
  return { method, path, form: [...new URLSearchParams(body)].sort(), ...telling };
}

async function bothSend(our: () => Promise<unknown>, their: () => Promise<unknown>) {
  const sent = await requestOf(our);
  expect(sent).toEqual(await requestOf(their));
  return sent;
}

const charge: ChargeInput = {
  attemptId: "att_1",
  familyId: "fam_1",
  customerToken: "cus_1",
  source: { kind: "saved", methodToken: "pm_1", mandateToken: null },
  methodKind: "card",
  amountMinor: 12_500,
  currency: "USD",
  presence: "off_session",
  description: "Summit Gymnastics, receipt 1042",
  returnUrl: "https://app.test/a/summit",
};
const common = {
  amount: 12_500,
  currency: "usd",
  customer: "cus_1",
  confirm: true,
  description: "Summit Gymnastics, receipt 1042",
  metadata: { account_id: ACCOUNT_ID, attempt_id: "att_1", family_id: "fam_1" },
  expand: ["payment_method"],
};
const key = { idempotencyKey: "att_1" };

describe("what we send is what the package sends for", () => {
  it("a saved card while its holder is away", async () => {
    const sent = await bothSend(
      () => ours.charge(charge),
      () =>
        theirs.paymentIntents.create(
          { ...common, allowed_payment_method_types: ["card"], payment_method: "pm_1", off_session: true },
          key,
        ),
    );
    expect(sent).toMatchObject({
      method: "POST",
      path: "/v1/payment_intents",
      authorization: `Bearer ${GOOD_KEY}`,
      "stripe-version": "2026-10-28.endive",
      "idempotency-key": "att_1",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(sent.form).toContainEqual(["amount", "12500"]);
  });

  it("a saved bank account, under its mandate", async () => {
    const source = { kind: "saved", methodToken: "pm_2", mandateToken: "mandate_1" } as const;
    await bothSend(
      () => ours.charge({ ...charge, source, methodKind: "bank_account" }),
      () =>
        theirs.paymentIntents.create(
          {
            ...common,
            allowed_payment_method_types: ["us_bank_account"],
            payment_method: "pm_2",
            mandate: "mandate_1",
            off_session: true,
          },
          key,
        ),
    );
  });

  it("a fresh card of a payer who is there, kept for later", async () => {
    const source = { kind: "fresh", token: "ctoken_1", saveForLater: true } as const;
    await bothSend(
      () => ours.charge({ ...charge, source, presence: "on_session" }),
      () =>
        theirs.paymentIntents.create(
          {
            ...common,
            allowed_payment_method_types: ["card"],
            confirmation_token: "ctoken_1",
            setup_future_usage: "off_session",
            return_url: "https://app.test/a/summit",
          },
          key,
        ),
    );
  });

  it("lookups by token and by customer", async () => {
    const sought = { attemptId: "att_1", customerToken: "cus_1", sinceMs: 1_700_000_300_000 };
    await bothSend(
      () => ours.findCharge({ ...sought, chargeToken: "pi_1" }),
      () => theirs.paymentIntents.retrieve("pi_1", { expand: ["payment_method"] }),
    );
    const created = { gte: 1_700_000_000 };
    await bothSend(
      () => ours.findCharge({ ...sought, chargeToken: null }),
      () =>
        theirs.paymentIntents.list({
          customer: "cus_1",
          created,
          limit: 100,
          expand: ["data.payment_method"],
        }),
    );
  });

  it("a refund, and giving up a payment", async () => {
    const refund = {
      refundId: "rfd_1",
      attemptId: "att_1",
      chargeToken: "pi_1",
      amountMinor: 500,
      currency: "USD",
    };
    const metadata = { account_id: ACCOUNT_ID, attempt_id: "att_1", refund_id: "rfd_1" };
    await bothSend(
      () => ours.refund(refund),
      () =>
        theirs.refunds.create({ payment_intent: "pi_1", amount: 500, metadata }, { idempotencyKey: "rfd_1" }),
    );
    played.things.set("pi_9", { id: "pi_9", status: "requires_action", amount: 500, currency: "usd" });
    played.requests.length = 0;
    await ours.voidCharge({ refundId: "rfd_2", attemptId: "att_9", chargeToken: "pi_9" });
    expect(played.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v1/payment_intents/pi_9?expand[0]=latest_charge",
      "POST /v1/payment_intents/pi_9/cancel",
    ]);
    expect(played.requests[1]?.headers["idempotency-key"]).toBe("rfd_2");
  });

  it("a customer, a setup, a lookup of one, and the end of a method", async () => {
    const family = {
      name: "Nunez",
      email: "ann@example.org",
      metadata: { account_id: ACCOUNT_ID, family_id: "fam_1" },
    };
    const customer = await requestOf(() =>
      ours.saveCustomer({ familyId: "fam_1", name: "Nunez", email: "ann@example.org" }),
    );
    const idempotencyKey = String(Object.entries(customer).find(([name]) => name === "idempotency-key")?.[1]);
    expect(idempotencyKey).toMatch(/^customer-fam_1-[0-9a-f]{16}$/);
    expect(customer).toEqual(await requestOf(() => theirs.customers.create(family, { idempotencyKey })));
    const kinds = ["card", "bank_account"] as const;
    const setup = {
      setupId: "set_1",
      customerToken: "cus_1",
      methodKinds: kinds,
      returnUrl: "https://app.test/",
    };
    await bothSend(
      () => ours.beginSetup(setup),
      () =>
        theirs.setupIntents.create(
          {
            customer: "cus_1",
            allowed_payment_method_types: ["card", "us_bank_account"],
            usage: "off_session",
            metadata: { account_id: ACCOUNT_ID, setup_id: "set_1" },
          },
          { idempotencyKey: "set_1" },
        ),
    );
    await bothSend(
      () => ours.readSetup("seti_1"),
      () => theirs.setupIntents.retrieve("seti_1", { expand: ["payment_method"] }),
    );
    const detach = await requestOf(() => ours.removeMethod("pm_1"));
    expect(detach).toMatchObject({ method: "POST", path: "/v1/payment_methods/pm_1/detach", form: [] });
  });

  it("an address for webhooks, pinned to our version", async () => {
    const sent = await requestOf(() => ours.connectWebhook("https://app.test/hook"));
    expect(sent).toMatchObject({ method: "POST", path: "/v1/webhook_endpoints" });
    expect(sent.form).toContainEqual(["api_version", STRIPE_API_VERSION]);
    expect(sent.form.filter(([name]) => name?.startsWith("enabled_events"))).toHaveLength(
      STRIPE_EVENTS.length,
    );
  });

  it("nothing at all to open the fields of a payment", async () => {
    const money = { amountMinor: 100, currency: "USD", returnUrl: "https://app.test/" };
    const asked = { attemptId: "att_1", customerToken: "cus_1", methodKinds: ["card"], ...money } as const;
    expect(await ours.beginPayment(asked)).toMatchObject({
      outcome: "open",
      fields: { kind: "elements", publishableKey: "pk", clientSecret: null, methodTypes: ["card"] },
    });
    expect(played.requests).toEqual([]);
  });
});

describe("a processor in trouble", () => {
  it.each([
    ["answers with an error of its own", { status: 500, body: '{"error":{"type":"api_error"}}' }],
    ["is rebuilt behind a page", { status: 502, body: "<html>Bad gateway</html>" }],
    ["asks to slow down", { status: 429, body: '{"error":{"type":"invalid_request_error"}}' }],
    ["is still at the same key", { status: 409, body: '{"error":{"code":"idempotency_key_in_use"}}' }],
    ["answers half a sentence", { status: 200, body: '{"id":"pi_1","sta' }],
    ["answers a state that nobody knows", { status: 200, body: '{"id":"pi_1","status":"dreaming"}' }],
  ])("that %s leaves open what happened", async (_what, fault) => {
    for (const work of [
      () => ours.charge(charge),
      () => ours.findCharge({ attemptId: "att_1", customerToken: "cus_1", chargeToken: "pi_1", sinceMs: 0 }),
    ]) {
      played.faults.push(fault);
      expect(await work()).toEqual({ outcome: "processor_down" });
    }
  });

  it("that says nothing is given up within the limit", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const { port } = silent.address() as AddressInfo;
    const access = { accountId: "a", kind: "stripe", publishableKey: "pk", secretKey: GOOD_KEY } as const;
    const limited = (timeoutMs: number) =>
      stripeProcessor(access, { server: { ...options, port }, timeoutMs });
    let isWaiting = true;
    const patient = limited(60_000)
      .charge(charge)
      .finally(() => {
        isWaiting = false;
      });
    const processor = limited(150);
    expect(await processor.charge(charge)).toEqual({ outcome: "processor_down" });
    // By its limit, whatever a slow machine makes of it: whoever waits longer was told nothing either.
    expect(isWaiting).toBe(true);
    silent.closeAllConnections();
    silent.close();
    expect(await patient).toEqual({ outcome: "processor_down" });
    expect(await processor.charge(charge)).toEqual({ outcome: "processor_down" });
    expect(await processor.saveCustomer({ familyId: "f", name: "n", email: null })).toEqual({
      outcome: "processor_down",
    });
  });

  it("that refuses our key is said in our words, which repeat no key", async () => {
    const access = {
      accountId: "a",
      kind: "stripe",
      publishableKey: "pk",
      secretKey: "sk_live_wrong",
    } as const;
    const stranger = stripeProcessor(access, { server: options });
    const outcome = await stranger.connectWebhook("https://app.test/hook");
    expect(outcome).toMatchObject({ outcome: "refused", code: "wrong_key" });
    expect(JSON.stringify(outcome)).not.toMatch(/sk_live|sk_test/);
  });
});
