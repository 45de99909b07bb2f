import { env } from "cloudflare:workers";
import Stripe from "stripe";
import type {
  Method,
  MethodKind,
  PaymentProcessor,
  WebhookReader,
} from "../../worker/providers/payments/payments.ts";
import { actOn } from "../../worker/providers/payments/sandbox/advance.ts";
import { setFaults } from "../../worker/providers/payments/sandbox/faults.ts";
import {
  findFields,
  submitFields,
  type TypedFields,
} from "../../worker/providers/payments/sandbox/fields.ts";
import { attemptOf, type ChargeRecord } from "../../worker/providers/payments/sandbox/records.ts";
import { SANDBOX_KEY_PREFIX, sandboxProcessor } from "../../worker/providers/payments/sandbox/sandbox.ts";
import {
  TEST_ACCOUNTS,
  TEST_CARDS,
  TEST_ROUTING_NUMBER,
} from "../../worker/providers/payments/sandbox/scenarios.ts";
import { SIGNATURE_HEADER, sign } from "../../worker/providers/payments/sandbox/signing.ts";
import { sandboxWebhooks } from "../../worker/providers/payments/sandbox/webhooks.ts";
import { sandboxAccount } from "../../worker/providers/payments/sandbox/world.ts";
import { stripeProcessor } from "../../worker/providers/payments/stripe/stripe.ts";
import { stripeWebhooks } from "../../worker/providers/payments/stripe/webhooks.ts";
import { GOOD_KEY, PlayedStripe } from "./played-stripe.ts";

export const SCENARIOS = [
  "good",
  "bank",
  "asks_payer",
  "declined",
  "insufficient",
  "expired",
  "lost",
  "fraud",
  "try_later",
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

/** One driver and its outside world, as far as the suite has to move it. */
export interface Subject {
  readonly processor: PaymentProcessor;
  readonly clock: { nowMs: number };
  withKey(secretKey: string): PaymentProcessor;
  webhooks(secret: string | null): WebhookReader;
  /** A payer fills the fields in. */
  fill(setupToken: string, setupId: string, scenario: ScenarioName | "refused"): Promise<void>;
  fresh(customerToken: string, scenario: ScenarioName): Promise<string>;
  settle(chargeToken: string): Promise<void>;
  confirm(chargeToken: string): Promise<void>;
  dieNext(when: "before" | "after"): Promise<void>;
  /** How many payments the processor holds for an attempt. */
  countOf(attemptId: string): Promise<number>;
  /** A webhook that says that this payment succeeded, signed at that time. */
  signedSuccess(
    chargeToken: string,
    secret: string,
    atMs: number,
  ): Promise<{ body: string; headers: Headers }>;
}

export const ACCOUNT_ID = "acc_conformance";
const NOW_MS = Date.UTC(2026, 10, 22);

export function stripeSubject(): Subject {
  const played = new PlayedStripe();
  const codes: Readonly<Record<ScenarioName, string>> = {
    good: "good",
    bank: "bank",
    asks_payer: "asks_payer",
    declined: "generic_decline",
    insufficient: "insufficient_funds",
    expired: "expired_card",
    lost: "lost_card",
    fraud: "fraudulent",
    try_later: "processing_error",
  };
  const withKey = (secretKey: string) =>
    stripeProcessor(
      { accountId: ACCOUNT_ID, kind: "stripe", publishableKey: "pk_test_1", secretKey },
      { fetch: played.fetch },
    );
  return {
    processor: withKey(GOOD_KEY),
    clock: { nowMs: NOW_MS },
    withKey,
    webhooks: stripeWebhooks,
    async fill(setupToken, _setupId, scenario) {
      if (scenario === "refused") {
        played.change(setupToken, { last_setup_error: { code: "incorrect_cvc" } });
        return;
      }
      const customer = played.find(setupToken).customer as string;
      const payment_method = played.addMethod(codes[scenario], customer);
      const mandate = scenario === "bank" ? { mandate: "mandate_1" } : {};
      played.change(setupToken, { status: "succeeded", payment_method, ...mandate });
    },
    fresh: async (_customerToken, scenario) =>
      played.addMethod(codes[scenario], null).replace("pm_", "ctoken_"),
    settle: async (chargeToken) => void played.succeed(chargeToken),
    confirm: async (chargeToken) => void played.succeed(chargeToken),
    dieNext: async (when) => void played.faults.push(`die_${when}`),
    countOf: async (attemptId) =>
      played
        .list("pi_")
        .filter(({ metadata }) => (metadata as { attempt_id?: string }).attempt_id === attemptId).length,
    async signedSuccess(chargeToken, secret, atMs) {
      const created = Math.floor(atMs / 1000);
      const object = played.find(chargeToken);
      const type = "payment_intent.succeeded";
      const payload = JSON.stringify({ id: "evt_1", object: "event", type, created, data: { object } });
      const cryptoProvider = Stripe.createSubtleCryptoProvider();
      const header = { payload, secret, timestamp: created, cryptoProvider };
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync(header);
      return { body: payload, headers: new Headers({ "stripe-signature": signature }) };
    },
  };
}

export function sandboxSubject(): Subject {
  const clock = { nowMs: NOW_MS };
  const bodies: string[] = [];
  const world = {
    files: (env as unknown as { FILES: R2Bucket }).FILES,
    now: () => clock.nowMs,
    origin: "https://app.test",
    post: async (request: Request) => {
      bodies.push(await request.text());
      return new Response(null, { status: 200 });
    },
    later: (work: Promise<unknown>) => void background.push(work),
  };
  const background: Promise<unknown>[] = [];
  const account = sandboxAccount(world, ACCOUNT_ID);
  const withKey = (secretKey: string) =>
    sandboxProcessor(world, { accountId: ACCOUNT_ID, kind: "sandbox", publishableKey: "sandbox", secretKey });
  const processor = withKey(`${SANDBOX_KEY_PREFIX}1`);
  const submit = async (fieldsId: string, scenario: ScenarioName | "refused") => {
    const fields = await findFields(account, fieldsId);
    return submitFields(account, fields!, typedFor(scenario));
  };
  const act = async (chargeToken: string, what: "settle" | "confirm") =>
    void (await actOn(account, attemptOf(chargeToken)!, what));
  return {
    processor,
    clock,
    withKey,
    webhooks: sandboxWebhooks,
    fill: async (_setupToken, setupId, scenario) => void (await submit(`setup-${setupId}`, scenario)),
    async fresh(customerToken, scenario) {
      const attemptId = crypto.randomUUID();
      const money = { amountMinor: 100, currency: "USD", returnUrl: "https://app.test/" };
      const methodKinds: MethodKind[] = ["card", "bank_account"];
      await processor.beginPayment({ attemptId, customerToken, methodKinds, ...money });
      const submitted = await submit(`payment-${attemptId}`, scenario);
      return submitted.result === "token" ? submitted.token : "";
    },
    settle: (chargeToken) => act(chargeToken, "settle"),
    confirm: (chargeToken) => act(chargeToken, "confirm"),
    dieNext: (when) => setFaults(account, { processor: { fault: `die_${when}`, left: 1 } }),
    countOf: async (attemptId) =>
      (await account.store.get<ChargeRecord>(`charges/${attemptId}`)) === null ? 0 : 1,
    async signedSuccess(chargeToken, secret, atMs) {
      await processor.connectWebhook("https://app.test/hook");
      await setFaults(account, { webhooks: null });
      await Promise.all(background.splice(0));
      const found = await account.store.last<{ event: { kind: string; chargeToken?: string } }>(
        "events",
        1000,
      );
      const event = found.find(
        ({ event: it }) => it.kind === "payment_succeeded" && it.chargeToken === chargeToken,
      );
      const body = JSON.stringify({ sandboxEvent: event!.event });
      return { body, headers: new Headers({ [SIGNATURE_HEADER]: await sign(secret, body, atMs) }) };
    },
  };
}

export function typedFor(scenario: ScenarioName | "refused"): TypedFields {
  const name = scenario === "refused" ? "wrong_code" : scenario;
  const isBank = scenario === "bank";
  return {
    kind: isBank ? "bank_account" : "card",
    number: isBank ? "" : TEST_CARDS.find((card) => card.name === name)!.number,
    expiry: isBank ? "" : "04/30",
    code: isBank ? "" : "123",
    routing: isBank ? TEST_ROUTING_NUMBER : "",
    account: isBank ? TEST_ACCOUNTS[0]!.accountNumber : "",
    holder: "Ann Nunez",
    agrees: isBank,
  };
}

export type SavedMethod = Pick<Method, "methodToken" | "mandateToken" | "kind">;
