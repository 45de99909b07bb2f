import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { count } from "../cart/shop.ts";
import { insert } from "../enrollments/school.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, pay } from "../ledger/school.ts";
import { keepMethod, takenBySandbox } from "../payments/till.ts";
import { openCounter } from "./counter.ts";

describe("what a family owes, pays and pays with", { timeout: 60_000 }, async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const counter = await openCounter(tenant);
  const { till } = counter;
  const { database } = tenant;
  const debtor = async (...amounts: number[]) => {
    const customer = await counter.customer();
    const { lineIds } = await charge(till.ctx, till.books, customer.guardian.familyId, amounts);
    return { ...customer, lineIds };
  };

  it("shows what is owed and pays chosen lines, once, whatever the browser says they come to", async () => {
    const { client, guardian, methodId, lineIds } = await debtor(3_000, 2_000);
    const owed = await client.get("/payments/owed");
    expect(owed.body).toMatchObject({
      owedMinor: 5_000,
      lines: [{ openMinor: 3_000 }, { openMinor: 2_000 }],
      options: { takesPayments: true, methods: [{ id: methodId }] },
    });
    const input = { lineIds: [lineIds[0]], shownMinor: 1, methodId };
    expect((await client.post("/payments/owed", input)).body.outcome).toBe("changed");
    const right = { ...input, shownMinor: 3_000 };
    const key = { "idempotency-key": `pay-${guardian.familyId}` };
    const paid = await client.post("/payments/owed", right, key);
    expect(paid.body).toMatchObject({ outcome: "done", creditMinor: 0, pay: { outcome: "paid" } });
    expect((await client.post("/payments/owed", right, key)).body).toEqual(paid.body);
    expect((await client.get("/payments/owed")).body.owedMinor).toBe(2_000);
    expect(await takenBySandbox(till, guardian.familyId)).toBe(3_000);
    const told = `activity_items where family_id = '${guardian.familyId}' and kind = 'payment'`;
    expect(await count(database, "count(*)", told)).toBe(1);
    const checked = await client.post(`/payments/attempts/${paid.body.pay.attemptId}/check`);
    expect(checked.body.outcome).toBe("paid");
  });

  it("applies credit first and takes the rest", async () => {
    const { client, guardian, methodId } = await debtor(3_000);
    await pay(till.ctx, till.books, guardian.familyId, 1_000, { applyTo: { kind: "account" } });
    const answer = await client.post("/payments/owed", { shownMinor: 3_000, usesCredit: true, methodId });
    expect(answer.body).toMatchObject({ outcome: "done", creditMinor: 1_000, pay: { amountMinor: 2_000 } });
    expect((await client.get("/payments/owed")).body.owedMinor).toBe(0);
    expect(await takenBySandbox(till, guardian.familyId)).toBe(2_000);
  });

  it("says in the reader's language why money was not taken, wherever a family sees it", async () => {
    const { client, guardian } = await debtor(3_000);
    const methodId = await keepMethod(till, guardian.familyId, "lost");
    client.cookies.set("chalkline-language", "es");
    const { body } = await client.post("/payments/owed", { shownMinor: 3_000, methodId });
    const words = "El banco ya no acepta esta tarjeta. Usa otra.";
    expect(body.pay).toMatchObject({ outcome: "declined", message: words });
    const kept = async () =>
      (await client.get("/payments/methods")).body.methods.find(({ id }: { id: string }) => id === methodId);
    expect((await kept()).invalidReason).toBe(words);
    client.cookies.set("chalkline-language", "en");
    expect((await kept()).invalidReason).toContain("Use another card");
  });

  it("needs a method, and lets one payment be under way", async () => {
    const { client, lineIds } = await debtor(3_000);
    expect((await client.post("/payments/owed", { shownMinor: 3_000 })).body.code).toBe("method_required");
    const strange = { lineIds: [...lineIds, newId("chargeLine")], shownMinor: 3_000 };
    expect((await client.post("/payments/owed", strange)).body.outcome).toBe("changed");
  });

  it("tells the history with receipts and a statement, of the own family only", async () => {
    const { client, methodId } = await debtor(3_000);
    await client.post("/payments/owed", { shownMinor: 3_000, methodId });
    const { body } = await client.get("/payments/history");
    expect(body.entries.map((entry: { kind: string }) => entry.kind)).toEqual(["payment", "charge"]);
    const [paymentId, chargeId] = body.entries.map(
      (entry: { document: { id: string } }) => entry.document.id,
    );
    expect((await client.get(`/payments/papers/${chargeId}`)).body.kind).toBe("charge");
    for (const path of [`/payments/papers/${paymentId}/pdf`, "/payments/statement/pdf"]) {
      const file = await client.get(path);
      expect(file.text.slice(0, 5)).toBe("%PDF-");
      expect(file.headers.get("content-disposition")).toContain("attachment");
    }
    const spanish = await client.get("/payments/statement/pdf", { "accept-language": "es" });
    expect(spanish.headers.get("content-disposition")).toContain("Extracto");
    const other = await counter.customer();
    expect((await other.client.get(`/payments/papers/${chargeId}`)).status).toBe(404);
    expect((await other.client.get(`/payments/papers/${paymentId}/pdf`)).status).toBe(404);
  });

  it("keeps methods: autopay with its text, primary, remove; never another family's", async () => {
    const { client, guardian, methodId } = await counter.customer();
    const [policyId, versionId] = [newId("policy"), newId("policyVersion")];
    const stamps = { created_at: 0, updated_at: 0 };
    await database.commit({
      statements: [
        insert("policies", {
          ...{ id: policyId, kind: "transaction", title: "Autopay", shown_for: "recurring_payment" },
          ...{ current_version_id: versionId, ...stamps },
        }),
        insert("policy_versions", {
          id: versionId,
          policy_id: policyId,
          number: 1,
          body: "Monthly.",
          ...stamps,
        }),
      ],
    });
    const listed = await client.get("/payments/methods");
    expect(listed.body).toMatchObject({ methods: [{ id: methodId, isPrimary: true }], policies: [{}] });
    const on = { version: 1, isOn: true };
    const path = `/payments/methods/${methodId}`;
    expect((await client.post(`${path}/autopay`, on)).body.code).toBe("policies_due");
    const agreed = { ...on, policies: [{ policyId, versionId }] };
    expect((await client.post(`${path}/autopay`, agreed)).status).toBe(200);
    const told = `activity_items where family_id = '${guardian.familyId}' and kind = 'autopay'`;
    expect(await count(database, "count(*)", told)).toBe(1);
    // Whose mail it is, and in which language, is known when it goes out.
    const mail = `outbox where payload like '%autopay_on%' and payload like '%terminada en%'`;
    expect(await count(database, "count(*)", mail)).toBe(1);
    const { body } = await client.get("/payments/owed", { "accept-language": "es" });
    expect(body.options.methods[0].name).toMatch(/ terminada en \d{4}$/);
    expect((await client.post(`${path}/autopay`, { version: 2, isOn: false })).status).toBe(200);
    const second = await keepMethod(till, guardian.familyId, "good");
    expect((await client.post(`/payments/methods/${second}/autopay`, agreed)).body.code).toBe("not_primary");
    expect((await client.post(`${path}/autopay`, { ...agreed, version: 3 })).status).toBe(200);
    expect((await client.post(`/payments/methods/${second}/primary`, { version: 1 })).status).toBe(200);
    // Another primary one ends what was authorised, and the office hears of it as of any other end.
    expect(await count(database, "count(*)", `${told} and summary like 'Switched autopay off%'`)).toBe(2);
    const other = await counter.customer();
    for (const act of ["remove", "primary"])
      expect((await other.client.post(`${path}/${act}`, { version: 5 })).status).toBe(404);
    expect((await other.client.post(`${path}/autopay`, agreed)).status).toBe(404);
    expect((await client.post(`/payments/methods/${second}/remove`, { version: 2 })).status).toBe(200);
    const begun = await client.post("/payments/methods");
    expect(begun.body).toMatchObject({ setupId: expect.any(String), fields: { kind: "page" } });
    const finish = `/payments/methods/setups/${begun.body.setupId}/finish`;
    expect((await client.post(finish)).body.outcome).toBe("waiting");
    expect((await other.client.post(finish)).status).toBe(404);
  });

  it("shows no money to those who only look", async () => {
    const { client } = await signedInFamily(till.house, tenant, "viewer");
    for (const path of [
      "/payments/owed",
      "/payments/history",
      "/payments/methods",
      "/payments/statement/pdf",
    ])
      expect((await client.get(path)).body.code).toBe("role_missing");
    expect((await client.post("/payments/owed", { shownMinor: 1 })).body.code).toBe("role_missing");
  });
});
