import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { NotFound } from "../../worker/kernel/errors.ts";
import { paymentsRoom } from "../../worker/local/payments/payments-room.ts";
import type { ProcessorEvent } from "../../worker/providers/payments/events.ts";
import type { ChargeInput, MethodKind, PaymentProcessor } from "../../worker/providers/payments/payments.ts";
import { advance } from "../../worker/providers/payments/sandbox/advance.ts";
import { SANDBOX_KEY_PREFIX, sandboxProcessor } from "../../worker/providers/payments/sandbox/sandbox.ts";
import {
  isCardNumber,
  isRoutingNumber,
  TEST_ACCOUNTS,
  TEST_CARDS,
  TEST_ROUTING_NUMBER,
} from "../../worker/providers/payments/sandbox/scenarios.ts";
import { sandboxWebhooks } from "../../worker/providers/payments/sandbox/webhooks.ts";
import type { SandboxWorld } from "../../worker/providers/payments/sandbox/world.ts";

const DAY_MS = 86_400_000;
const clock = { nowMs: Date.UTC(2026, 10, 22) };
const background: Promise<unknown>[] = [];
const received: ProcessorEvent[] = [];
let secret: string | null = null;
let answers: number[] = [];
let count = 0;
let accountId: string;
let processor: PaymentProcessor;
let customerToken: string;

const world: SandboxWorld = {
  files: (env as unknown as { FILES: R2Bucket }).FILES,
  now: () => clock.nowMs,
  origin: "https://app.test",
  later: (work) => void background.push(work),
  async post(request) {
    const status = answers.shift() ?? 200;
    if (status === 0) throw new TypeError("nobody listens");
    const { headers } = request;
    const reading = await sandboxWebhooks(secret).read({
      body: await request.text(),
      headers,
      nowMs: clock.nowMs,
    });
    if (status < 300 && reading.reading === "event") received.push(reading.event);
    return new Response("taken", { status: reading.reading === "event" ? status : 400 });
  },
};

const settle = async () => {
  while (background.length > 0) await Promise.all(background.splice(0));
};
const pass = async (ms: number) => {
  clock.nowMs += ms;
  await advance(world);
  await settle();
};
const kinds = () => received.map(({ kind }) => kind);
const visit = async (path: string, form?: Record<string, string>) => {
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : undefined;
  const answer = await paymentsRoom(new Request(`https://app.test${path}`, init), world);
  await settle();
  return { status: answer.status, text: await answer.text(), location: answer.headers.get("location") };
};
const order = (name: string, form: Record<string, string>) =>
  visit(`/local/payments/${accountId}/${name}`, form);

beforeEach(async () => {
  count += 1;
  accountId = `acc_sandbox${count}`;
  const secretKey = `${SANDBOX_KEY_PREFIX}1`;
  processor = sandboxProcessor(world, { accountId, kind: "sandbox", publishableKey: "p", secretKey });
  const connected = await processor.connectWebhook("https://app.test/webhooks/1");
  secret = connected.outcome === "connected" ? connected.webhookSecret : null;
  const saved = await processor.saveCustomer({ familyId: "fam_1", name: "Nu<b>ez", email: null });
  customerToken = saved.outcome === "saved" ? saved.customerToken : "";
  received.length = 0;
  answers = [];
});

const setUp = async (methodKinds: readonly MethodKind[] = ["card", "bank_account"]) => {
  const setupId = crypto.randomUUID();
  const returnUrl = "https://app.test/a/summit/families?open=1";
  const opened = await processor.beginSetup({ setupId, customerToken, methodKinds, returnUrl });
  if (opened.outcome !== "open" || opened.fields.kind !== "page") throw new Error("no page");
  return { setupId, setupToken: opened.setupToken!, path: new URL(opened.fields.url).pathname };
};
const bankForm = (account: string) => ({
  kind: "bank_account",
  routing: TEST_ROUTING_NUMBER,
  account,
  holder: "Ann Nunez",
  agrees: "on",
});
const cardForm = (number: string) => ({
  kind: "card",
  number,
  expiry: "4/30",
  code: "123",
  holder: "Ann Nunez",
});
const formFor = (name: string) => {
  const account = TEST_ACCOUNTS.find((known) => known.name === name);
  return account
    ? bankForm(account.accountNumber)
    : cardForm(TEST_CARDS.find((known) => known.name === name)!.number);
};
const saved = async (name: string) => {
  const { setupToken, path } = await setUp();
  await visit(path, formFor(name));
  const outcome = await processor.readSetup(setupToken);
  if (outcome.outcome !== "saved") throw new Error(`${name} was not saved`);
  received.length = 0;
  return outcome.method;
};
const charge = async (name: string, before = async (): Promise<unknown> => undefined) => {
  const { methodToken, mandateToken, kind } = await saved(name);
  await before();
  const input: ChargeInput = {
    attemptId: crypto.randomUUID(),
    familyId: "fam_1",
    customerToken,
    source: { kind: "saved", methodToken, mandateToken },
    methodKind: kind,
    amountMinor: 5_000,
    currency: "USD",
    presence: "off_session",
    description: "Receipt <1042>",
    returnUrl: "https://app.test/a/summit",
  };
  const outcome = await processor.charge(input);
  await settle();
  const chargeToken = "chargeToken" in outcome ? outcome.chargeToken : null;
  return { input, outcome, attemptId: input.attemptId, chargeToken: chargeToken ?? "" };
};
const find = ({ attemptId }: { attemptId: string }) =>
  processor.findCharge({ attemptId, customerToken, chargeToken: null, sinceMs: 0 });

describe("test numbers", () => {
  it("are numbers that could be real, each once", () => {
    expect(TEST_CARDS.filter(({ number }) => !isCardNumber(number))).toEqual([]);
    expect(isRoutingNumber(TEST_ROUTING_NUMBER)).toBe(true);
    const names = [...TEST_CARDS, ...TEST_ACCOUNTS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each<[string, number, readonly string[]]>([
    ["good", 0, ["payment_succeeded"]],
    ["disputed", 3, ["payment_succeeded", "dispute_opened"]],
    ["settles", 1, ["payment_processing"]],
    ["settles", 5, ["payment_processing", "payment_succeeded"]],
    ["no_money", 3, ["payment_processing", "payment_failed"]],
    ["late_return", 15, ["payment_processing", "payment_succeeded", "payment_failed"]],
    ["pending", 30, ["payment_processing"]],
    ["declined", 0, ["payment_failed"]],
  ])("%s tells, %i days later, %j", async (name, days, expected) => {
    await charge(name);
    for (let day = 0; day < days; day++) await pass(DAY_MS);
    expect(kinds()).toEqual(expected);
    const last = received.at(-1);
    if (name === "late_return") expect(last).toMatchObject({ isReturn: true, attemptId: null });
    if (name === "no_money")
      expect(last).toMatchObject({ isReturn: false, decline: { code: "insufficient_funds" } });
    expect(new Set(received.map(({ providerEventId }) => providerEventId)).size).toBe(expected.length);
  });

  it.each(["dies_before", "dies_after", "dies_before_debit", "dies_after_debit"])("%s once", async (name) => {
    const of = await charge(name);
    expect(of.outcome).toEqual({ outcome: "processor_down" });
    const found = name.includes("before") ? "not_found" : name.endsWith("debit") ? "processing" : "succeeded";
    expect(await find(of)).toMatchObject({ outcome: found });
    const again = await processor.charge(of.input);
    expect(again).toMatchObject({ outcome: name.endsWith("debit") ? "processing" : "succeeded" });
    await settle();
    expect(received).toHaveLength(1);
  });

  it("a refund that fails does so a day later, and its money can be given back again", async () => {
    const { attemptId, chargeToken } = await charge("refund_fails");
    await order("act", { attemptId, act: "settle" });
    const refund = { refundId: "rfd_1", attemptId, chargeToken, amountMinor: 5_000, currency: "USD" };
    expect(await processor.refund(refund)).toMatchObject({ outcome: "processing" });
    await settle();
    await pass(DAY_MS);
    expect(await processor.findRefund(refund)).toMatchObject({ outcome: "failed" });
    expect(kinds()).toEqual(["payment_succeeded", "refund_processing", "refund_failed"]);
    expect(await processor.refund({ ...refund, refundId: "rfd_2" })).toMatchObject({ outcome: "processing" });
  });
});

describe("webhooks", () => {
  it("tell once of a payment that was asked for three times at once", async () => {
    const { input } = await charge("good");
    received.length = 0;
    const again = { ...input, attemptId: crypto.randomUUID() };
    await Promise.all([processor.charge(again), processor.charge(again), processor.charge(again)]);
    await settle();
    expect(kinds()).toEqual(["payment_succeeded"]);
  });

  const fault = (name: string, left = 1) => order("webhook-fault", { fault: name, left: String(left) });

  it("can be delayed, dropped and doubled", async () => {
    await charge("good", () => fault("delay"));
    expect(kinds()).toEqual([]);
    await pass(60_000);
    expect(kinds()).toEqual(["payment_succeeded"]);
    const { methodToken } = await saved("good");
    await fault("duplicate");
    await order("method", { methodToken, change: "withdraw" });
    expect(kinds()).toEqual(["method_invalid", "method_invalid"]);
    expect(received[0]).toEqual(received[1]);
    received.length = 0;
    await fault("drop");
    await order("payout", { amountMinor: "100", currency: "USD" });
    await pass(DAY_MS);
    expect(kinds()).toEqual([]);
    const { text } = await visit(`/local/payments/${accountId}`);
    const eventId = /sandbox_event_sandbox_payout_[^<"]+/.exec(text)![0];
    await order("deliver", { eventId });
    expect(kinds()).toEqual(["payout_paid"]);
  });

  it("can overtake one another", async () => {
    const { attemptId } = await charge("disputed");
    received.length = 0;
    await fault("reorder", 2);
    await order("act", { attemptId, act: "dispute" });
    expect(kinds()).toEqual([]);
    clock.nowMs += 1_000;
    await order("act", { attemptId, act: "win_dispute" });
    expect(kinds()).toEqual(["dispute_won", "dispute_opened"]);
  });

  it("come again until they are taken", async () => {
    await charge("good", async () => {
      answers = [500, 0, 200];
    });
    expect(kinds()).toEqual([]);
    await pass(10 * 60_000);
    await pass(20 * 60_000);
    expect(kinds()).toEqual(["payment_succeeded"]);
    await pass(DAY_MS);
    expect(kinds()).toEqual(["payment_succeeded"]);
  });
});

describe("the fields", () => {
  it("take a card for a setup, keep four digits, and tell the window that opened them", async () => {
    const { setupId, setupToken, path } = await setUp();
    const page = await visit(path);
    expect(page.text).toContain("Card number");
    expect(page.text).not.toMatch(/style=|<script/);
    const done = await visit(path, formFor("good"));
    expect(done.text).toContain(`data-id="${setupId}"`);
    expect(done.text).toContain('data-origin="https://app.test"');
    expect(done.text).toMatch(
      /data-back="https:\/\/app\.test\/a\/summit\/families\?open=1&amp;fields=sandbox_method_/,
    );
    expect(await processor.readSetup(setupToken)).toMatchObject({
      outcome: "saved",
      method: { last4: "1111" },
    });
    expect(received).toMatchObject([{ kind: "setup_ended", setupId, setupToken }]);
    const { objects } = await world.files.list({ prefix: "local/payments/" });
    const kept = await Promise.all(objects.map(async ({ key }) => (await world.files.get(key))?.text()));
    expect(kept.join()).not.toContain("4111111111111111");
  });

  it.each([
    [{ ...cardForm("4111111111111112") }, "This is not a card number"],
    [{ ...cardForm("4111111111111111"), expiry: "13/30" }, "Enter month and year"],
    [{ ...cardForm("4111111111111111"), expiry: "10/26" }, "This card has expired"],
    [{ ...cardForm("4111111111111111"), code: "12" }, "three or four digits"],
    [{ ...cardForm("4111111111111111"), holder: " " }, "Enter the name"],
    [{ ...bankForm("000100"), routing: "110000001" }, "not a routing number"],
    [{ ...bankForm("12"), account: "12" }, "digits only"],
    [
      { kind: "bank_account", routing: TEST_ROUTING_NUMBER, account: "000100", holder: "Ann" },
      "needs this permission",
    ],
    [cardForm(TEST_CARDS.find(({ name }) => name === "wrong_code")!.number), "security code is not right"],
  ])("say what is wrong with %j", async (form, words) => {
    const { setupToken, path } = await setUp();
    const { status, text } = await visit(path, form);
    expect([status, text]).toEqual([422, expect.stringContaining(words)]);
    expect(text).not.toContain('value="123"');
    expect((await processor.readSetup(setupToken)).outcome).not.toBe("saved");
  });

  it("offer only what was asked for, and can be left", async () => {
    const { path } = await setUp(["card"]);
    expect((await visit(path)).text).not.toContain("Routing number");
    expect((await visit(path, formFor("settles"))).status).toBe(422);
    expect((await visit(`${path}?cancel`)).text).toContain('data-token=""');
    await expect(visit("/local/payments/fields/acc_none/setup-none")).rejects.toThrow(NotFound);
  });

  it("wait for the check of an account that needs one", async () => {
    const { setupId, setupToken, path } = await setUp();
    await visit(path, formFor("checked_first"));
    expect(await processor.readSetup(setupToken)).toEqual({ outcome: "waiting" });
    expect((await visit(`/local/payments/${accountId}`)).text).toContain("It is theirs");
    await order("check", { setupId, verdict: "good" });
    expect(await processor.readSetup(setupToken)).toMatchObject({
      outcome: "saved",
      method: { customerToken },
    });
    expect(kinds()).toEqual(["setup_ended"]);
  });

  it.each([
    ["confirm", "succeeded"],
    ["refuse", "declined"],
  ])("ask the payer, who may %s", async (answer, outcome) => {
    const of = await charge("asks_payer");
    if (of.outcome.outcome !== "requires_action" || of.outcome.action.kind !== "page")
      throw new Error("not asked");
    const { pathname } = new URL(of.outcome.action.url);
    expect((await visit(pathname)).text).toContain("$50.00");
    await visit(pathname, { answer });
    expect(await find(of)).toMatchObject({ outcome });
  });
});

describe("the control page", () => {
  it("shows what there is, escaped, and moves it", async () => {
    const { attemptId } = await charge("pending");
    expect((await visit("/local/payments")).text).toContain(`href="/local/payments/${accountId}"`);
    const { text } = await visit(`/local/payments/${accountId}`);
    expect(text).toContain("Receipt &lt;1042&gt;");
    expect(text).toContain("Nu&lt;b&gt;ez");
    const moved = await order("act", { attemptId, act: "settle" });
    expect([moved.status, moved.location]).toEqual([303, `/local/payments/${accountId}`]);
    await order("act", { attemptId, act: "return" });
    await order("act", { attemptId, act: "return" });
    expect(kinds()).toEqual(["payment_processing", "payment_succeeded", "payment_failed"]);
    await expect(order("nothing", {})).rejects.toThrow(NotFound);
    await expect(visit("/local/payments/acc_none")).rejects.toThrow(NotFound);
  });

  it("decides disputes, and renews cards", async () => {
    const { attemptId } = await charge("good");
    for (const act of ["dispute", "dispute", "lose_dispute", "win_dispute"])
      await order("act", { attemptId, act });
    const { methodToken } = await saved("good");
    await order("method", { methodToken, change: "renew" });
    expect(received).toMatchObject([{ kind: "method_updated", method: { methodToken, expiryYear: 2033 } }]);
  });

  it("tells the next requests to die or decline", async () => {
    const fault = (name: string) => order("processor-fault", { fault: name, left: "1" });
    await fault("decline");
    expect((await charge("good")).outcome).toMatchObject({ outcome: "declined" });
    await fault("die_before");
    const lost = await charge("good");
    expect([lost.outcome, await find(lost)]).toEqual([
      { outcome: "processor_down" },
      { outcome: "not_found" },
    ]);
    await fault("die_after");
    expect((await charge("good")).outcome).toEqual({ outcome: "processor_down" });
    expect((await charge("good")).outcome).toMatchObject({ outcome: "succeeded" });
  });
});
