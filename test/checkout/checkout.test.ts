import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { json, select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { portalMail, portalMailOf } from "../../worker/domains/mail-templates/portal-mail.ts";
import { count, FULL_PRICE, NEXT_MONTH, run } from "../cart/shop.ts";
import { insert } from "../enrollments/school.ts";
import { systemContext } from "../harness/actors.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { pay } from "../ledger/school.ts";
import { keepMethod, takenBySandbox } from "../payments/till.ts";
import { openCounter, sending } from "./counter.ts";

describe("a checkout", { timeout: 60_000 }, async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const counter = await openCounter(tenant);
  const { shop, till } = counter;
  const { database } = tenant;
  const enrolled = (classId: string) =>
    count(
      database,
      "count(*)",
      `enrollments where class_id = '${classId}' and kind <> 'wait' and deleted_at is null`,
    );
  const owed = (familyId: string) =>
    count(database, "coalesce(sum(open_minor), 0)", `line_balances where family_id = '${familyId}'`);
  const put = async (
    who: Awaited<ReturnType<typeof counter.customer>>,
    classId: string,
    more: object = {},
  ) => {
    const wanted = { classId, studentId: who.guardian.studentId, startsOn: NEXT_MONTH, ...more };
    expect((await who.client.post("/cart/items", wanted)).body.outcome).toBe("added");
  };

  it("enrolls, charges with explanation, takes the card, tells staff and mails, once", async () => {
    const buyer = await counter.customer();
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(buyer, classId);
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    const key = { "idempotency-key": `checkout-${body.cartId}-${body.version}` };
    const first = await buyer.client.post("/checkout", body, key);
    expect(first.body).toMatchObject({
      outcome: "done",
      record: { totalMinor: FULL_PRICE, payMinor: FULL_PRICE, laterMinor: 0, lines: [{ what: "enrolled" }] },
      pay: { outcome: "paid" },
    });
    const again = await buyer.client.post("/checkout", body, key);
    expect(again.body).toEqual(first.body);
    expect((await buyer.client.post("/checkout", body)).body.outcome).toBe("done");
    expect((await buyer.client.get(`/checkout/${body.cartId}`)).body.outcome).toBe("done");
    const other = await buyer.client.post("/checkout", { ...body, usesCredit: true }, key);
    expect(other.body.code).toBe("idempotency_key_reused");
    expect([await enrolled(classId), await owed(buyer.guardian.familyId)]).toEqual([1, 0]);
    expect(await takenBySandbox(till, buyer.guardian.familyId)).toBe(FULL_PRICE);
    expect((await buyer.client.get("/cart")).body).toMatchObject({ id: null, lines: [] });
    const { familyId } = buyer.guardian;
    expect(await count(database, "count(*)", `activity_items where family_id = '${familyId}'`)).toBe(2);
    expect(
      await count(database, "count(*)", `charge_lines where family_id = '${familyId}' and trace is not null`),
    ).toBe(1);
    await till.house.drain();
    const mine = till.house.mails.filter(({ to }) => to === buyer.guardian.email);
    expect(mine.map(({ subject }) => subject)).toHaveLength(2);
  });

  it("takes back everything when the card is declined, holds the place, and lets another card pay", async () => {
    const buyer = await counter.customer("declined");
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(buyer, classId);
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    const refused = await buyer.client.post("/checkout", body);
    expect(refused.body).toMatchObject({ outcome: "reopened", pay: { outcome: "declined" } });
    expect([await enrolled(classId), await owed(buyer.guardian.familyId)]).toEqual([0, 0]);
    const { body: cart } = await buyer.client.get("/cart");
    expect(cart).toMatchObject({ state: "open", lines: [{ place: { state: "held" } }] });
    expect(cart.lastProblem).toBeTruthy();
    const rival = await counter.customer();
    const wanted = { classId, studentId: rival.guardian.studentId, startsOn: NEXT_MONTH };
    expect((await rival.client.post("/cart/items", wanted)).body.outcome).toBe("full");
    const better = await keepMethod(till, buyer.guardian.familyId, "good");
    const done = await buyer.client.post("/checkout", await sending(buyer.client, { methodId: better }));
    expect(done.body).toMatchObject({ outcome: "done", pay: { outcome: "paid" } });
    expect([await enrolled(classId), await takenBySandbox(till, buyer.guardian.familyId)]).toEqual([
      1,
      FULL_PRICE,
    ]);
  });

  it("tells the family when a place that was kept for another try has run out, and only then", async () => {
    const [late, better] = [await counter.customer("declined"), await counter.customer("declined")];
    for (const buyer of [late, better]) {
      const { id: classId } = await shop.addClass({ capacity: 1 });
      await put(buyer, classId);
      await buyer.client.post("/checkout", await sending(buyer.client, { methodId: buyer.methodId }));
    }
    const good = await keepMethod(till, better.guardian.familyId, "good");
    await better.client.post("/checkout", await sending(better.client, { methodId: good }));
    const { found } = await database.read({
      found: select(
        { familyId: sql<string>`json_extract(payload, '$.familyId')`, payload: json<unknown>(sql`payload`) },
        sql`from outbox where topic = 'portal-mail' and json_extract(payload, '$.key') = 'place_expired'`,
      ),
    });
    const ctx = systemContext(tenant, till.house.clock.nowMs + 3_600_000);
    const mails = found.map(async ({ familyId, payload }) => {
      const mail = await portalMailOf(ctx, portalMail.parse(payload), "https://x.example");
      return [familyId, mail?.subject];
    });
    const told = new Map((await Promise.all(mails)) as [string, string | undefined][]);
    expect(told.get(late.guardian.familyId)).toBe("Your place is not kept any more");
    expect(told.get(better.guardian.familyId)).toBeUndefined();
  });

  it("keeps the student enrolled after a decline where the school wants it", async () => {
    const buyer = await counter.customer("declined");
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(buyer, classId);
    await shop.set({ whenPaymentFails: "keep_enrolled" });
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    const answer = await buyer.client.post("/checkout", body);
    await shop.set({});
    expect(answer.body).toMatchObject({ outcome: "done", pay: { outcome: "declined" } });
    expect([await enrolled(classId), await owed(buyer.guardian.familyId)]).toEqual([1, FULL_PRICE]);
  });

  it("waits for a bank, and is done when the money is on its way", async () => {
    const buyer = await counter.customer("pending");
    const { id: classId } = await shop.addClass();
    await put(buyer, classId);
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    expect((await buyer.client.post("/checkout", body)).body).toMatchObject({
      outcome: "done",
      pay: { outcome: "pending" },
    });
  });

  it("knows without asking that a bank waits for its payer's word, and opens the cart again for whoever gives up", async () => {
    const buyer = await counter.customer("asks_payer");
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(buyer, classId);
    const sent = await buyer.client.post(
      "/checkout",
      await sending(buyer.client, { methodId: buyer.methodId }),
    );
    expect(sent.body).toMatchObject({
      outcome: "paying",
      pay: { outcome: "needs_action" },
      awaitsPayer: true,
    });
    const path = `/checkout/${sent.body.cartId}`;
    const reloaded = await buyer.client.get(path);
    expect(reloaded.body).toMatchObject({ outcome: "paying", awaitsPayer: true });
    await buyer.client.post(`/payments/attempts/${reloaded.body.pay.attemptId}/give-up`);
    const given = await buyer.client.get(path);
    expect(given.body).toMatchObject({
      outcome: "reopened",
      pay: { outcome: "declined" },
      awaitsPayer: false,
    });
    expect((await buyer.client.get("/cart")).body).toMatchObject({
      state: "open",
      lines: [{ place: { state: "held" } }],
    });
  });

  it("pays with credit first, and needs no card for what credit pays", async () => {
    const buyer = await counter.customer();
    const { familyId } = buyer.guardian;
    await pay(till.ctx, till.books, familyId, 10_000);
    const { id: classId } = await shop.addClass();
    await put(buyer, classId);
    const answer = await buyer.client.post("/checkout", await sending(buyer.client, { usesCredit: true }));
    expect(answer.body).toMatchObject({
      outcome: "done",
      record: { creditMinor: FULL_PRICE, payMinor: 0, laterMinor: 0 },
      pay: null,
    });
    expect([await owed(familyId), await takenBySandbox(till, familyId)]).toEqual([0, 0]);
  });

  it("asks the school in request mode: no enrollment, no charge, an item with all it takes", async () => {
    const buyer = await counter.customer();
    await shop.set({ registrationMode: "request" });
    const { id: classId } = await shop.addClass({ capacity: 1 });
    await put(buyer, classId);
    await put(buyer, (await shop.addClass()).id, { kind: "wait" });
    const answer = await buyer.client.post("/checkout", await sending(buyer.client));
    await shop.set({});
    expect(answer.body).toMatchObject({
      outcome: "done",
      record: { totalMinor: 0 },
    });
    const became = answer.body.record.lines.map((line: { what: string }) => line.what);
    expect(became.sort()).toEqual(["requested", "waitlisted"]);
    expect(await enrolled(classId)).toBe(0);
    // Nobody reads that something is booked which is not.
    const { mails } = await database.read({
      mails: select(
        { key: sql<string>`json_extract(payload, '$.key')`, facts: sql<string>`payload ->> '$.facts'` },
        sql`from outbox where topic = 'portal-mail'
          and json_extract(payload, '$.familyId') = ${buyer.guardian.familyId}`,
      ),
    });
    expect(mails.map(({ key }) => key)).toEqual(["checkout_received"]);
    expect(mails[0]!.facts).toContain("asked for; the school answers soon");
    expect(mails[0]!.facts).toContain("waitlist, number 1");
    const item = `activity_items where class_id = '${classId}' and kind = 'enrollment_request' and nature = 'request'`;
    expect(await count(database, "count(*)", item)).toBe(1);
  });

  it("charges later what the school does not want at sign-up, and needs a card where it wants one", async () => {
    const buyer = await counter.customer();
    await shop.set({ dueAtSignUp: "nothing", requiresStoredMethod: true });
    const { id: classId } = await shop.addClass();
    await put(buyer, classId);
    const body = await sending(buyer.client);
    await run(database, `update payment_methods set deleted_at = 1 where id = '${buyer.methodId}'`);
    expect((await buyer.client.post("/checkout", body)).body.code).toBe("method_required");
    await run(database, `update payment_methods set deleted_at = null where id = '${buyer.methodId}'`);
    const answer = await buyer.client.post("/checkout", body);
    await shop.set({});
    expect(answer.body).toMatchObject({ outcome: "done", record: { payMinor: 0, laterMinor: FULL_PRICE } });
  });

  it("does nothing when the price, the cart or the code is another one than was seen", async () => {
    const buyer = await counter.customer();
    const { id: classId } = await shop.addClass();
    await put(buyer, classId);
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    const why = async (more: object) =>
      (await buyer.client.post("/checkout", { ...body, ...more })).body.reason;
    expect(await why({ shownMinor: 1 })).toBe("price");
    await run(database, `update tuition_rates set amount_minor = 9000`);
    expect(await why({})).toBe("price");
    await run(database, `update tuition_rates set amount_minor = ${FULL_PRICE}`);
    expect(await why({ version: 99 })).toBe("cart");
    await buyer.client.post("/cart/promo", { code: "NONE" });
    expect(await why({})).toBe("promo");
    await buyer.client.post("/cart/promo", { code: null });
    expect([await enrolled(classId), await takenBySandbox(till, buyer.guardian.familyId)]).toEqual([0, 0]);
  });

  it("demands the texts for a payment", async () => {
    const buyer = await counter.customer();
    const [policyId, versionId] = [newId("policy"), newId("policyVersion")];
    const stamps = { created_at: 0, updated_at: 0 };
    await database.commit({
      statements: [
        insert("policies", {
          ...{ id: policyId, kind: "transaction", title: "Refunds", shown_for: "one_time_payment" },
          ...{ current_version_id: versionId, ...stamps },
        }),
        insert("policy_versions", {
          id: versionId,
          policy_id: policyId,
          number: 1,
          body: "None.",
          ...stamps,
        }),
      ],
    });
    await put(buyer, (await shop.addClass()).id);
    const body = await sending(buyer.client, { methodId: buyer.methodId });
    expect((await buyer.client.get("/checkout/options")).body.policies).toMatchObject([{ title: "Refunds" }]);
    expect((await buyer.client.post("/checkout", body)).body.code).toBe("policies_due");
    const agreed = { ...body, policies: [{ policyId, versionId }] };
    expect((await buyer.client.post("/checkout", agreed)).body.outcome).toBe("done");
    const answers = `policy_answers where family_id = '${buyer.guardian.familyId}' and answer = 'accepted'`;
    expect(await count(database, "count(*)", answers)).toBe(1);
    await run(database, "update policies set deleted_at = 1");
  });

  it("is nobody else's: carts, methods, and whoever only looks", async () => {
    const [buyer, other] = [await counter.customer(), await counter.customer()];
    await put(buyer, (await shop.addClass()).id);
    const body = await sending(buyer.client);
    expect((await other.client.post("/checkout", body)).status).toBe(404);
    expect((await other.client.get(`/checkout/${body.cartId}`)).status).toBe(404);
    expect((await other.client.post(`/checkout/${body.cartId}/check`)).status).toBe(404);
    const theirs = await buyer.client.post("/checkout", { ...body, methodId: other.methodId });
    expect(theirs.status).toBe(404);
    const { client: viewer } = await signedInFamily(till.house, tenant, "viewer");
    expect((await viewer.post("/checkout", body)).body.code).toBe("role_missing");
  });
});
