import { describe, expect, it } from "vitest";
import { stripeProcessor } from "../../worker/providers/payments/stripe/stripe.ts";
import { stripeWebhooks } from "../../worker/providers/payments/stripe/webhooks.ts";
import { staffContext } from "../harness/actors.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, openBooks } from "../ledger/school.ts";
import { GOOD_KEY, PlayedStripe } from "../payments-provider/played-stripe.ts";
import { value } from "./till.ts";

const ADMIN = { admin: "full" } as const;

describe("a school on Stripe", async () => {
  const played = new PlayedStripe();
  const house = testHouse({
    payments: {
      kinds: ["stripe"],
      processorFor: (access) => stripeProcessor(access, { fetch: played.fetch }),
      webhooksOf: (_kind, secret) => stripeWebhooks(secret),
    },
  });
  const tenant = await openTestTenant({ engine: "d1" });
  const { database } = tenant;
  const books = await openBooks(tenant);
  const { client } = await signedIn(house, tenant, ADMIN);
  const keys = { kind: "stripe", publishableKey: "pk_test_school", secretKey: GOOD_KEY };

  let made = 0;
  const family = async () => {
    made += 1;
    const address = `ann${made}@example.com`;
    const guardians = [{ firstName: "Ann", lastName: "Nunez", emails: [{ address }] }];
    const answer = await client.post("/families", { name: `Nunez ${made}`, guardians });
    expect(answer.status, answer.text).toBe(201);
    return answer.body.id as string;
  };
  const begin = async (familyId: string) => {
    const begun = await client.post("/payments/methods/begin", { familyId });
    expect(begun.status, begun.text).toBe(200);
    return begun.body as { setupId: string; fields: { clientSecret: string }; payer: object };
  };
  const finish = async (setupId: string) =>
    (await client.post(`/payments/methods/setups/${setupId}/finish`)).body;
  /** The payer's browser and Stripe agree, as `confirmSetup` does; this Worker hears nothing of it. */
  const confirm = (setupId: string, scenario: string, more: object = {}) => {
    const setup = played
      .list("seti_")
      .find(({ metadata }) => (metadata as { setup_id?: string }).setup_id === setupId)!;
    const payment_method = played.addMethod(scenario, String(setup.customer));
    played.change(setup.id, { status: "succeeded", payment_method, ...more });
  };
  const keep = async (familyId: string, scenario: string, more: object = {}) => {
    const { setupId } = await begin(familyId);
    confirm(setupId, scenario, more);
    return finish(setupId);
  };
  const pay = async (familyId: string, methodId: string, amountMinor: number) =>
    (await client.post("/payments/pay", { familyId, locationId: books.locationId, methodId, amountMinor }))
      .body;

  it("connects with its own keys, and offers its own fields for a card or a bank account", async () => {
    expect((await client.post("/payments/processor", keys)).body).toMatchObject({ outcome: "connected" });
    const begun = await begin(await family());
    expect(begun).toEqual({
      setupId: expect.stringMatching(/^pst_/),
      payer: { name: "Ann Nunez", email: "ann1@example.com" },
      fields: {
        kind: "elements",
        scriptUrl: "https://js.stripe.com/endive/stripe.js",
        publishableKey: "pk_test_school",
        clientSecret: "seti_secret",
        methodTypes: ["card", "us_bank_account"],
      },
    });
    expect(JSON.stringify(begun)).not.toContain(GOOD_KEY);
  });

  it("keeps what Stripe says was entered, whatever the browser says", async () => {
    const familyId = await family();
    const { setupId } = await begin(familyId);
    expect(await finish(setupId)).toMatchObject({ outcome: "waiting" });
    const setup = played.list("seti_").at(-1)!;
    played.change(setup.id, { last_setup_error: { code: "incorrect_cvc" } });
    expect(await finish(setupId)).toMatchObject({
      outcome: "declined",
      message: expect.stringMatching(/code/),
    });
    expect((await client.get(`/payments/families/${familyId}/methods`)).body.methods).toEqual([]);
    confirm(setupId, "good");
    const kept = await finish(setupId);
    expect(kept).toMatchObject({ outcome: "saved" });
    expect(await finish(setupId)).toEqual({ ...kept, change: null });
    expect((await client.get(`/payments/families/${familyId}/methods`)).body.methods).toMatchObject([
      { id: kept.methodId, kind: "card", brand: "visa", last4: "4242", expiresYear: 2030, isPrimary: true },
    ]);
    expect(await value(database, "count(*) from changes where action = 'payment_methods.add'")).toBe(1);
  });

  it("pays with the card, and by bank account under its mandate", async () => {
    const familyId = await family();
    await charge(await staffContext(tenant), books, familyId, [5000, 3000]);
    const card = await keep(familyId, "good");
    expect(await pay(familyId, card.methodId, 5000)).toMatchObject({ outcome: "paid", amountMinor: 5000 });
    const bank = await keep(familyId, "bank", { mandate: "mandate_1" });
    expect(await pay(familyId, bank.methodId, 3000)).toMatchObject({ outcome: "pending" });
    const sent = new URLSearchParams(played.requests.at(-1)!.body);
    expect([sent.get("mandate"), sent.get("allowed_payment_method_types[0]")]).toEqual([
      "mandate_1",
      "us_bank_account",
    ]);
    expect(await value(database, `sum(open_minor) from line_balances where family_id = '${familyId}'`)).toBe(
      0,
    );
  });

  it("lets the payer answer their bank in Stripe's own script, and asks Stripe how that ended", async () => {
    const familyId = await family();
    const card = await keep(familyId, "asks_payer");
    const asked = await pay(familyId, card.methodId, 1200);
    expect(asked).toMatchObject({
      outcome: "needs_action",
      action: { kind: "elements", publishableKey: "pk_test_school", clientSecret: "pi_secret" },
    });
    const look = async () => (await client.post(`/payments/attempts/${asked.attemptId}/check`)).body;
    expect(await look()).toMatchObject({ outcome: "needs_action" });
    played.succeed(played.list("pi_").at(-1)!.id);
    expect(await look()).toMatchObject({ outcome: "paid", amountMinor: 1200 });
  });

  it("says in words why nothing can be entered, and refuses who may not or belongs elsewhere", async () => {
    const familyId = await family();
    played.faults.push("die_before");
    const down = await client.post("/payments/methods/begin", { familyId });
    expect([down.status, down.body.code]).toEqual([422, "processor_refused"]);
    const { setupId } = await begin(familyId);
    const other = await openTestTenant({ engine: "d1" });
    const stranger = (await signedIn(house, other, ADMIN)).client;
    expect((await stranger.post(`/payments/methods/setups/${setupId}/finish`)).status).toBe(404);
    const reader = (await signedIn(house, tenant, { charges: "full" })).client;
    expect((await reader.post("/payments/methods/begin", { familyId })).status).toBe(403);
    expect((await reader.post(`/payments/methods/setups/${setupId}/finish`)).status).toBe(403);
  });
});
