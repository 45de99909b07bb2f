import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { DECLINE_CODES, declineOf } from "../../worker/providers/payments/declines.ts";
import { productionPayments } from "../../worker/providers/payments/production.ts";
import { declineCodeOf } from "../../worker/providers/payments/stripe/decline-codes.ts";
import { fromStripeAmount, toStripeAmount } from "../../worker/providers/payments/stripe/intents.ts";
import { STRIPE_EVENTS, stripeWebhooks } from "../../worker/providers/payments/stripe/webhooks.ts";

const SECRET = "whsec_school";
const NOW_MS = 1_795_000_000_000;
const reader = stripeWebhooks(SECRET);
const metadata = { account_id: "acc_1", attempt_id: "att_1" };
const intent = { id: "pi_1", amount: 500, amount_received: 500, currency: "usd", metadata };
const failed = (error: object) => ({ ...intent, last_payment_error: error });
const refund = {
  id: "re_1",
  amount: 200,
  currency: "usd",
  payment_intent: "pi_1",
  metadata: { ...metadata, refund_id: "rfd_1" },
};
const dispute = {
  id: "dp_1",
  amount: 500,
  currency: "usd",
  payment_intent: "pi_1",
  status: "needs_response",
  reason: "product_not_received",
  evidence_details: { due_by: 1_796_000_000 },
};
const returned = { ...dispute, reason: "debit_not_authorized", status: "lost" };
const card = { id: "pm_1", card: { brand: "visa", last4: "1111", exp_month: 4, exp_year: 2031 } };

const eventOf = (type: string, object: object) => ({
  id: "evt_1",
  object: "event",
  type,
  created: NOW_MS / 1000,
  data: { object },
});

describe("what the processor tells", () => {
  it.each<[string, object, object | null]>([
    ["payment_intent.succeeded", intent, { kind: "payment_succeeded", attemptId: "att_1", amountMinor: 500 }],
    [
      "payment_intent.processing",
      intent,
      { kind: "payment_processing", chargeToken: "pi_1", currency: "USD" },
    ],
    [
      "payment_intent.payment_failed",
      failed({ code: "card_declined", decline_code: "insufficient_funds" }),
      { kind: "payment_failed", decline: declineOf("insufficient_funds"), isReturn: false },
    ],
    [
      "payment_intent.payment_failed",
      failed({ code: "no_account" }),
      { kind: "payment_failed", decline: declineOf("account_not_found") },
    ],
    ["payment_intent.payment_failed", failed({ code: "authentication_required" }), null],
    ["payment_intent.canceled", intent, { kind: "payment_failed", decline: declineOf("canceled") }],
    ["payment_intent.created", intent, null],
    [
      "refund.created",
      { ...refund, status: "succeeded" },
      {
        kind: "refund_succeeded",
        refundId: "rfd_1",
        refundToken: "re_1",
        chargeToken: "pi_1",
        amountMinor: 200,
      },
    ],
    ["refund.created", { ...refund, status: "pending" }, { kind: "refund_processing" }],
    ["refund.updated", { ...refund, status: "succeeded" }, { kind: "refund_succeeded" }],
    ["refund.failed", { ...refund, status: "failed" }, { kind: "refund_failed", refundId: "rfd_1" }],
    ["refund.updated", { ...refund, payment_intent: null, status: "succeeded" }, null],
    ["charge.dispute.created", dispute, null],
    [
      "charge.dispute.funds_withdrawn",
      dispute,
      {
        kind: "dispute_opened",
        disputeToken: "dp_1",
        chargeToken: "pi_1",
        attemptId: null,
        reason: "not_received",
        respondByMs: 1_796_000_000_000,
      },
    ],
    ["charge.dispute.closed", { ...dispute, status: "won" }, { kind: "dispute_won" }],
    ["charge.dispute.closed", { ...dispute, status: "lost" }, { kind: "dispute_lost" }],
    ["charge.dispute.closed", { ...dispute, status: "warning_closed" }, null],
    [
      "charge.dispute.funds_withdrawn",
      returned,
      {
        kind: "payment_failed",
        isReturn: true,
        decline: declineOf("debit_not_authorized"),
        chargeToken: "pi_1",
      },
    ],
    ["charge.dispute.closed", returned, null],
    [
      "setup_intent.succeeded",
      { id: "seti_1", metadata: { account_id: "acc_1", setup_id: "set_1" } },
      { kind: "setup_ended", setupId: "set_1", setupToken: "seti_1", accountId: "acc_1" },
    ],
    ["setup_intent.setup_failed", { id: "seti_1", metadata: null }, { kind: "setup_ended", setupId: null }],
    [
      "payment_method.automatically_updated",
      card,
      { kind: "method_updated", method: { methodToken: "pm_1", last4: "1111", expiryYear: 2031 } },
    ],
    ["payment_method.detached", card, { kind: "method_invalid", methodToken: "pm_1" }],
    [
      "mandate.updated",
      { id: "mandate_1", status: "inactive", payment_method: "pm_1" },
      { kind: "method_invalid", methodToken: "pm_1", decline: declineOf("debit_not_authorized") },
    ],
    ["mandate.updated", { id: "mandate_1", status: "active", payment_method: "pm_1" }, null],
    [
      "payout.paid",
      { id: "po_1", amount: 900, currency: "usd" },
      { kind: "payout_paid", payoutToken: "po_1" },
    ],
    [
      "payout.failed",
      { id: "po_1", amount: 900, currency: "usd" },
      { kind: "payout_failed", amountMinor: 900 },
    ],
  ])("%s", async (type, object, expected) => {
    const payload = JSON.stringify(eventOf(type, object));
    const header = { payload, secret: SECRET, timestamp: NOW_MS / 1000 };
    const signature = await Stripe.webhooks.generateTestHeaderStringAsync(header);
    const delivery = {
      body: payload,
      headers: new Headers({ "stripe-signature": signature }),
      nowMs: NOW_MS,
    };
    const reading = await reader.read(delivery);
    expect(reading).toMatchObject(
      expected
        ? { reading: "event", event: { providerEventId: "evt_1", occurredAtMs: NOW_MS, ...expected } }
        : { reading: "ignored", providerEventId: "evt_1", type },
    );
    expect(reader.parseStored(payload)).toEqual(reading);
  });

  it("is kept apart when it is signed well and makes no sense", async () => {
    for (const payload of [
      JSON.stringify(eventOf("payment_intent.succeeded", { ...intent, amount_received: "500" })),
      JSON.stringify(eventOf("refund.created", {})).replace('"object":{}', '"object":null'),
      "not JSON",
    ]) {
      const header = { payload, secret: SECRET, timestamp: NOW_MS / 1000 };
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync(header);
      const delivery = {
        body: payload,
        headers: new Headers({ "stripe-signature": signature }),
        nowMs: NOW_MS,
      };
      expect(await reader.read(delivery)).toEqual({ reading: "unreadable" });
    }
  });

  it("comes to us, because each event that we act upon is asked for", () => {
    const source = readFileSync(resolve("worker/providers/payments/stripe/read-event.ts"), "utf8");
    const handled = [...source.matchAll(/case "([a-z_.]+)"/g)].map((match) => match[1]);
    expect(handled.sort()).toEqual([...STRIPE_EVENTS].sort());
  });
});

describe("declines", () => {
  it("have words that say what to do, and say which end a method", () => {
    for (const code of DECLINE_CODES) expect(declineOf(code).words).toMatch(/^[A-Z][^.]+[.,] ?.*\.$/);
    const ended = DECLINE_CODES.filter((code) => declineOf(code).isMethodInvalid);
    expect(ended).toContain("account_closed");
    expect(ended).not.toContain("insufficient_funds");
  });

  it("are found by the most telling code, and by none as a plain no", () => {
    expect(declineCodeOf(["lost_card", "card_declined"])).toBe("lost_or_stolen");
    expect(declineCodeOf([null, "expired_card"])).toBe("card_expired");
    expect(declineCodeOf(["brand_new_code", "card_declined"])).toBe("declined_by_bank");
    expect(declineCodeOf([undefined, null])).toBe("declined_by_bank");
    expect(declineCodeOf(["brand_new_code"], "setup_problem")).toBe("setup_problem");
  });

  it("know every code that the package lists for a declined card or debit", () => {
    const source = readFileSync(resolve("node_modules/stripe/esm/resources/PaymentIntents.d.ts"), "utf8");
    const listed = /namespace LastPaymentError \{\s*type Code = ([^;]+);/.exec(source)?.[1] ?? "";
    const codes = [...listed.matchAll(/'([a-z_]+)'/g)].map((match) => match[1] ?? "");
    const declines = codes.filter((code) =>
      /^(account_closed|no_account|insufficient_funds|debit_not_authorized|.*(cvc|zip|incorrect_number|expired).*)$/.test(
        code,
      ),
    );
    expect(declines.length).toBeGreaterThan(8);
    const ignored = /(api_key|coupon|session|capture)/;
    const unknown = declines.filter((code) => declineCodeOf([code], "try_later") === "try_later");
    expect(unknown.filter((code) => !ignored.test(code))).toEqual([]);
  });
});

describe("amounts", () => {
  it.each([
    ["USD", 12_345, 12_345],
    ["JPY", 500, 500],
    ["KWD", 1_230, 1_230],
    ["ISK", 500, 50_000],
    ["UGX", 500, 50_000],
  ])("in %s are counted as the processor counts", (currency, amountMinor, amount) => {
    expect(toStripeAmount(amountMinor, currency)).toBe(amount);
    expect(fromStripeAmount(amount, currency.toLowerCase())).toBe(amountMinor);
  });
});

describe("a deployment", () => {
  it("has the real processor only", () => {
    const access = { accountId: "acc_1", publishableKey: "p", secretKey: "s" };
    const payments = productionPayments();
    expect(payments.kinds).toEqual(["stripe"]);
    expect(payments.processorFor({ ...access, kind: "sandbox" })).toBeNull();
    expect(payments.webhooksOf("sandbox", "secret")).toBeNull();
    expect(payments.processorFor({ ...access, kind: "stripe" })?.kind).toBe("stripe");
  });

  it("cannot reach the sandbox: only what is local imports it", () => {
    const importers = filesOf("worker").filter((path) => {
      const inside = path.includes("payments/sandbox/") || path.startsWith("worker/local/");
      return !inside && /from ".*(payments\/|\.\/)sandbox\//.test(readFileSync(path, "utf8"));
    });
    expect(importers).toEqual([]);
  });

  it("loads the package when somebody pays, and not at its start", () => {
    const values = filesOf("worker").filter((path) =>
      /import (?!type )[^;]*from "stripe"/.test(readFileSync(path, "utf8")),
    );
    expect(values).toEqual([]);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : path.endsWith(".ts") ? [path] : [];
  });
}
