import { beforeEach, describe, expect, it } from "vitest";
import type { DeclineCode } from "../../worker/providers/payments/declines.ts";
import type { ChargeInput, Method, RefundInput } from "../../worker/providers/payments/payments.ts";
import { ACCOUNT_ID, type ScenarioName, type Subject, sandboxSubject, stripeSubject } from "./subjects.ts";

const SECRET = "whsec_the-school's";
const RETURN_URL = "https://app.test/a/summit";
let counter = 0;
const next = (what: string) => `${what}_${(++counter).toString().padStart(6, "0")}`;

describe.each([
  ["stripe", stripeSubject],
  ["sandbox", sandboxSubject],
] as const)("%s", (_kind, makeSubject) => {
  let subject: Subject;
  let familyId: string;
  let customerToken: string;

  beforeEach(async () => {
    subject = makeSubject();
    familyId = next("fam");
    const saved = await subject.processor.saveCustomer({ familyId, name: "Nunez", email: "ann@example.org" });
    customerToken = saved.outcome === "saved" ? saved.customerToken : "";
  });

  const setUp = async (scenario: ScenarioName | "refused") => {
    const setupId = next("set");
    const kinds = ["card", "bank_account"] as const;
    const asked = { setupId, customerToken, methodKinds: kinds, returnUrl: RETURN_URL };
    const opened = await subject.processor.beginSetup(asked);
    const setupToken = (opened.outcome === "open" && opened.setupToken) || "";
    const waiting = await subject.processor.readSetup(setupToken);
    await subject.fill(setupToken, setupId, scenario);
    return { opened, waiting, ended: await subject.processor.readSetup(setupToken) };
  };
  const saved = async (scenario: ScenarioName): Promise<Method> => {
    const { ended } = await setUp(scenario);
    if (ended.outcome !== "saved") throw new Error(`not saved: ${ended.outcome}`);
    return ended.method;
  };
  const inputFor = (method: Method, more: Partial<ChargeInput> = {}): ChargeInput => ({
    attemptId: next("att"),
    familyId,
    customerToken,
    source: { kind: "saved", methodToken: method.methodToken, mandateToken: method.mandateToken },
    methodKind: method.kind,
    amountMinor: 12_500,
    currency: "USD",
    presence: "off_session",
    description: "Summit Gymnastics, receipt 1042",
    returnUrl: RETURN_URL,
    ...more,
  });
  const charge = (input: ChargeInput) => subject.processor.charge(input);
  const find = (attemptId: string, chargeToken: string | null = null) =>
    subject.processor.findCharge({ attemptId, customerToken, chargeToken, sinceMs: subject.clock.nowMs });
  const taken = async (scenario: ScenarioName = "good", settled = true) => {
    const input = inputFor(await saved(scenario));
    const outcome = await charge(input);
    const chargeToken = "chargeToken" in outcome ? (outcome.chargeToken ?? "") : "";
    if (settled) await subject.settle(chargeToken);
    return { ...input, chargeToken };
  };
  const refundOf = (of: { attemptId: string; chargeToken: string }, amountMinor: number): RefundInput => ({
    refundId: next("rfd"),
    attemptId: of.attemptId,
    chargeToken: of.chargeToken,
    amountMinor,
    currency: "USD",
  });

  it("keeps one customer a family", async () => {
    const input = { familyId, name: "Nunez", email: "ann@example.org" };
    expect(await subject.processor.saveCustomer(input)).toEqual({ outcome: "saved", customerToken });
    const renamed = { ...input, name: "Nunez-Ito", email: null };
    expect(await subject.processor.saveCustomer(renamed)).toMatchObject({ outcome: "saved" });
  });

  it("saves a card with what may be shown of it", async () => {
    const { opened, waiting, ended } = await setUp("good");
    expect([opened.outcome, waiting.outcome]).toEqual(["open", "waiting"]);
    expect(ended).toMatchObject({
      outcome: "saved",
      method: {
        customerToken,
        kind: "card",
        brand: "visa",
        last4: expect.stringMatching(/^\d{4}$/),
        expiryMonth: 4,
        expiryYear: 2030,
        holderName: "Ann Nunez",
        mandateToken: null,
      },
    });
  });

  it("saves a bank account with its mandate", async () => {
    const bank = { kind: "bank_account", mandateToken: expect.stringMatching(/.+/), expiryYear: null };
    expect((await setUp("bank")).ended).toMatchObject({ outcome: "saved", method: bank });
  });

  it("says why a method could not be saved, and knows no others", async () => {
    const refused = { outcome: "declined", decline: { code: "wrong_code" } };
    expect((await setUp("refused")).ended).toMatchObject(refused);
    expect(await subject.processor.readSetup("seti_unknown")).toEqual({ outcome: "not_found" });
  });

  it("charges once, however often and however at once it is asked", async () => {
    const input = inputFor(await saved("good"));
    const outcomes = await Promise.all([charge(input), charge(input), charge(input)]);
    expect(outcomes[0]).toMatchObject({
      outcome: "succeeded",
      amountMinor: 12_500,
      method: { kind: "card" },
    });
    expect(new Set(outcomes.map((it) => "chargeToken" in it && it.chargeToken)).size).toBe(1);
    expect(await subject.countOf(input.attemptId)).toBe(1);
  });

  it("answers the same key with other content by not knowing, and takes nothing more", async () => {
    const input = inputFor(await saved("good"));
    await charge(input);
    expect(await charge({ ...input, amountMinor: 1 })).toEqual({ outcome: "processor_down" });
    expect(await find(input.attemptId)).toMatchObject({ outcome: "succeeded", amountMinor: 12_500 });
  });

  it.each<[ScenarioName, DeclineCode, boolean]>([
    ["declined", "declined_by_bank", false],
    ["insufficient", "insufficient_funds", false],
    ["expired", "card_expired", true],
    ["lost", "lost_or_stolen", true],
    ["fraud", "suspected_fraud", false],
    ["try_later", "try_later", false],
  ])("tells that a card is %s", async (scenario, code, isMethodInvalid) => {
    const input = inputFor(await saved(scenario));
    const outcome = await charge(input);
    const words = expect.stringMatching(/^[A-Z].+\.$/);
    expect(outcome).toMatchObject({ outcome: "declined", decline: { code, words, isMethodInvalid } });
    expect(await find(input.attemptId)).toMatchObject({ outcome: "declined", decline: { code } });
  });

  it("refuses what is not there to be charged", async () => {
    const method = await saved("good");
    const gone = { outcome: "declined", chargeToken: null, decline: { code: "method_gone" } };
    expect(await charge(inputFor({ ...method, methodToken: "pm_unknown" }))).toMatchObject(gone);
    const cents = inputFor(method, { amountMinor: 0 });
    expect(await charge(cents)).toMatchObject({ outcome: "declined", decline: { code: "bad_amount" } });
    expect(await subject.processor.removeMethod(method.methodToken)).toBe("removed");
    expect(await subject.processor.removeMethod(method.methodToken)).toBe("not_found");
    expect(await charge(inputFor(method))).toMatchObject(gone);
  });

  it("takes an eCheck as processing until it settles", async () => {
    const input = inputFor(await saved("bank"));
    const outcome = await charge(input);
    expect(outcome).toMatchObject({ outcome: "processing", amountMinor: 12_500 });
    expect(await find(input.attemptId)).toMatchObject({ outcome: "processing" });
    await subject.settle("chargeToken" in outcome ? outcome.chargeToken! : "");
    expect(await find(input.attemptId)).toMatchObject({ outcome: "succeeded" });
  });

  it.each(["on_session", "off_session"] as const)(
    "asks the payer %s, and goes on when they confirm",
    async (presence) => {
      const input = inputFor(await saved("asks_payer"), { presence });
      const outcome = await charge(input);
      expect(outcome).toMatchObject({ outcome: "requires_action", action: { kind: expect.any(String) } });
      expect(await find(input.attemptId)).toMatchObject({ outcome: "requires_action" });
      await subject.confirm("chargeToken" in outcome ? outcome.chargeToken! : "");
      expect(await find(input.attemptId)).toMatchObject({ outcome: "succeeded" });
    },
  );

  it("dies before it took the money: nothing is there, and the same attempt may be charged", async () => {
    const input = inputFor(await saved("good"));
    await subject.dieNext("before");
    expect(await charge(input)).toEqual({ outcome: "processor_down" });
    expect(await find(input.attemptId)).toEqual({ outcome: "not_found" });
    expect(await charge(input)).toMatchObject({ outcome: "succeeded" });
    expect(await subject.countOf(input.attemptId)).toBe(1);
  });

  it("dies after it took the money: a lookup finds it, and the same attempt takes nothing more", async () => {
    const input = inputFor(await saved("good"));
    await subject.dieNext("after");
    expect(await charge(input)).toEqual({ outcome: "processor_down" });
    const found = await find(input.attemptId);
    expect(found).toMatchObject({ outcome: "succeeded", amountMinor: 12_500 });
    const chargeToken = "chargeToken" in found ? found.chargeToken : null;
    expect(await find(input.attemptId, chargeToken)).toEqual(found);
    expect(await charge(input)).toEqual(found);
    expect(await subject.countOf(input.attemptId)).toBe(1);
  });

  it("takes a fresh method once, and keeps it when asked to", async () => {
    const token = await subject.fresh(customerToken, "good");
    const source = { kind: "fresh", token, saveForLater: true } as const;
    const method = await saved("good");
    const first = await charge(inputFor(method, { source, presence: "on_session" }));
    expect(first).toMatchObject({ outcome: "succeeded", method: { customerToken } });
    const again = await charge(inputFor(method, { source, presence: "on_session" }));
    expect(again).toMatchObject({ outcome: "declined", decline: { code: "method_gone" } });
    const kept = first.outcome === "succeeded" && first.method;
    expect(kept && (await charge(inputFor(kept)))).toMatchObject({ outcome: "succeeded" });
  });

  it("refunds in parts, never more than there is, each key once", async () => {
    const of = await taken();
    const part = refundOf(of, 5_000);
    const [one, two] = await Promise.all([subject.processor.refund(part), subject.processor.refund(part)]);
    expect(one).toMatchObject({ outcome: "succeeded", amountMinor: 5_000 });
    expect(two).toEqual(one);
    expect(await subject.processor.findRefund(part)).toEqual(one);
    const left = { outcome: "already_refunded", leftMinor: 7_500 };
    expect(await subject.processor.refund(refundOf(of, 7_501))).toEqual(left);
    expect(await subject.processor.refund({ ...part, amountMinor: 1 })).toEqual({
      outcome: "processor_down",
    });
    expect(await subject.processor.refund(refundOf(of, 7_500))).toMatchObject({ outcome: "succeeded" });
    expect(await subject.processor.refund(refundOf(of, 1))).toEqual({
      outcome: "already_refunded",
      leftMinor: 0,
    });
  });

  it("of refunds at once gives back no more than there is", async () => {
    const of = await taken();
    const parts = [refundOf(of, 8_000), refundOf(of, 8_000), refundOf(of, 8_000)];
    const outcomes = await Promise.all(parts.map((part) => subject.processor.refund(part)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      "already_refunded",
      "already_refunded",
      "succeeded",
    ]);
  });

  it("finds a refund whose answer was lost", async () => {
    const of = await taken();
    const part = refundOf(of, 500);
    expect(await subject.processor.findRefund(part)).toEqual({ outcome: "not_found" });
    await subject.dieNext("after");
    expect(await subject.processor.refund(part)).toEqual({ outcome: "processor_down" });
    expect(await subject.processor.findRefund(part)).toMatchObject({
      outcome: "succeeded",
      amountMinor: 500,
    });
    const unknown = { ...part, refundId: next("rfd"), chargeToken: "pi_unknown" };
    expect(await subject.processor.refund(unknown)).toEqual({ outcome: "not_found" });
    expect(await subject.processor.findRefund(unknown)).toEqual({ outcome: "not_found" });
  });

  it("does not refund what has not settled, and voids it instead", async () => {
    const of = await taken("bank", false);
    expect(await subject.processor.refund(refundOf(of, 100))).toEqual({ outcome: "unsettled" });
    const voided = refundOf(of, 12_500);
    const done = await subject.processor.voidCharge(voided);
    expect(done).toMatchObject({ outcome: "succeeded", amountMinor: 12_500 });
    expect(await subject.processor.voidCharge(voided)).toEqual(done);
    const nothing = { outcome: "already_refunded", leftMinor: 0 };
    expect(await subject.processor.voidCharge(refundOf(of, 12_500))).toEqual(nothing);
    expect(await find(of.attemptId)).toMatchObject({ outcome: "declined", decline: { code: "canceled" } });
  });

  it("voids a card's payment whole or not at all", async () => {
    const of = await taken("good", false);
    const voided = refundOf(of, 12_500);
    const done = await subject.processor.voidCharge(voided);
    expect(done).toMatchObject({ outcome: "succeeded", amountMinor: 12_500 });
    expect(await subject.processor.voidCharge(voided)).toEqual(done);
    const other = await taken();
    await subject.processor.refund(refundOf(other, 500));
    const part = { outcome: "already_refunded", leftMinor: 12_000 };
    expect(await subject.processor.voidCharge(refundOf(other, 12_500))).toEqual(part);
    const waiting = await taken("asks_payer", false);
    expect(await subject.processor.voidCharge(refundOf(waiting, 1))).toMatchObject({ outcome: "succeeded" });
    const declined = await taken("declined", false);
    expect(await subject.processor.refund(refundOf(declined, 1))).toEqual({ outcome: "not_found" });
  });

  it("does nothing with a key that it does not know, and repeats no key", async () => {
    const method = await saved("good");
    const stranger = subject.withKey("sk_live_stolen-from-elsewhere");
    const outcomes = [
      await stranger.saveCustomer({ familyId, name: "Nunez", email: null }),
      await stranger.beginSetup({
        setupId: next("set"),
        customerToken,
        methodKinds: ["card"],
        returnUrl: RETURN_URL,
      }),
      await stranger.connectWebhook("https://app.test/hook"),
    ];
    for (const it of outcomes) expect(it).toMatchObject({ outcome: "refused", code: "wrong_key" });
    const charged = await stranger.charge(inputFor(method));
    expect(charged).toMatchObject({ outcome: "declined", decline: { code: "setup_problem" } });
    expect(JSON.stringify([outcomes, charged])).not.toMatch(/stolen|sk_live|goodKey/);
  });

  describe("a webhook", () => {
    const delivered = async (secret = SECRET, ageMs = 0) => {
      const of = await taken();
      const { nowMs } = subject.clock;
      return { of, nowMs, ...(await subject.signedSuccess(of.chargeToken, secret, nowMs - ageMs)) };
    };

    it("tells what happened, twice the same, also from what was stored", async () => {
      const { of, body, headers, nowMs } = await delivered();
      const reader = subject.webhooks(SECRET);
      const reading = await reader.read({ body, headers, nowMs });
      expect(reading).toMatchObject({
        reading: "event",
        event: {
          kind: "payment_succeeded",
          accountId: ACCOUNT_ID,
          attemptId: of.attemptId,
          chargeToken: of.chargeToken,
          amountMinor: 12_500,
          currency: "USD",
        },
      });
      expect(await reader.read({ body, headers, nowMs: nowMs + 299_000 })).toEqual(reading);
      expect(subject.webhooks(null).parseStored(body)).toEqual(reading);
    });

    it("is forged when altered, signed by another, replayed late, or unsigned", async () => {
      const { body, headers, nowMs } = await delivered();
      const reader = subject.webhooks(SECRET);
      const forged = (reason: string) => ({ reading: "forged", reason });
      const altered = body.replace("12500", "12501");
      expect(await reader.read({ body: altered, headers, nowMs })).toEqual(forged("bad_signature"));
      expect(await reader.read({ body: `${body} `, headers, nowMs })).toEqual(forged("bad_signature"));
      expect(await reader.read({ body, headers, nowMs: nowMs + 302_000 })).toEqual(forged("too_old"));
      expect(await reader.read({ body, headers, nowMs: nowMs - 302_000 })).toEqual(forged("too_old"));
      expect(await reader.read({ body, headers: new Headers(), nowMs })).toEqual(forged("no_signature"));
      const strangers = await delivered("whsec_stranger");
      expect(await reader.read(strangers)).toEqual(forged("bad_signature"));
      expect(await subject.webhooks(null).read(strangers)).toEqual(forged("no_secret"));
    });

    it("that says nothing sensible is unreadable", () => {
      for (const body of ["", "null", "[]", "{}", '{"id":1,"type":"payment_intent.succeeded"}']) {
        expect(subject.webhooks(null).parseStored(body)).toEqual({ reading: "unreadable" });
      }
    });
  });
});
