import { describe, expect, it } from "vitest";
import { TODAY } from "../enrollments/school.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { openBooks } from "./school.ts";

const AMOUNTS: Readonly<Record<string, string>> = {
  "too many decimals": "10.5",
  negative: "-100",
  zero: "0",
  "2^53": "9007199254740993",
  "what JSON makes of NaN": "null",
  "a text": '"100"',
  "more than anybody pays": "1000000001",
};

describe("what cannot be is refused with its field named", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const books = await openBooks(tenant);
  const { familyId } = await books.family();
  const { client } = await signedIn(testHouse(), tenant, { admin: "full" });
  const { locationId } = books;
  const payment = { familyId, locationId, method: "cash", amountMinor: 1, receivedOn: TODAY };
  const credit = { familyId, locationId, method: "house", amountMinor: 1, givenOn: TODAY };
  const charge = (more: object = {}, line: object = {}) => ({
    ...{
      familyId,
      locationId,
      chargeOn: TODAY,
      lines: [{ description: "Leotard", baseMinor: 100, ...line }],
    },
    ...more,
  });
  const fieldsOf = async (path: string, body: object) => {
    const answer = await client.post(path, body);
    expect([400, 422], JSON.stringify(answer.body)).toContain(answer.status);
    return [...new Set(answer.body.fields.map((field: { path: string }) => field.path))];
  };

  it.each(Object.entries(AMOUNTS))("an amount: %s", async (_name, text) => {
    const amountMinor = JSON.parse(text);
    expect(await fieldsOf("/ledger/payments", { ...payment, amountMinor })).toEqual(["amountMinor"]);
    expect(await fieldsOf("/ledger/credits", { ...credit, amountMinor })).toEqual(["amountMinor"]);
    const refund = { version: 1, amountMinor, method: "cash", refundedOn: TODAY, reason: "x" };
    expect(await fieldsOf("/ledger/payments/pay_x/refunds", refund)).toEqual(["amountMinor"]);
    const targets = [{ lineId: "chl_x", amountMinor }];
    expect(await fieldsOf("/ledger/payments/pay_x/allocate", { targets })).toEqual(["targets.0.amountMinor"]);
    // A line may cost nothing.
    if (text !== "0")
      expect(await fieldsOf("/ledger/charges", charge({}, { baseMinor: amountMinor }))).toEqual([
        "lines.0.baseMinor",
      ]);
  });

  it.each([
    ["a due date before the charge", charge({ dueOn: "2026-11-20" }), "dueOn"],
    ["an early bird date before the charge", charge({ earlyBirdOn: "2026-11-20" }), "earlyBirdOn"],
    [
      "an early bird date behind the due date",
      charge({ dueOn: "2026-12-01", earlyBirdOn: "2026-12-02" }),
      "earlyBirdOn",
    ],
    ["a date that is none", charge({ chargeOn: "2026-02-30" }), "chargeOn"],
    ["no lines", charge({ lines: [] }), "lines"],
    ["a discount above the price", charge({}, { discountMinor: 101 }), "lines.0.discountMinor"],
    ["a program that is gone", charge({}, { programId: "prg_gone" }), "lines.0.programId"],
    ["a location that is gone", charge({ locationId: "loc_gone" }), "locationId"],
  ])("a charge with %s", async (_name, body, field) => {
    expect(await fieldsOf("/ledger/charges", body)).toEqual([field]);
  });

  it.each([
    ["of tomorrow", { receivedOn: "2027-11-22" }, "receivedOn"],
    ["of a card, typed at the office", { method: "card" }, "method"],
    [
      "for a line named twice",
      {
        applyTo: {
          kind: "lines",
          lines: [
            { lineId: "chl_x", amountMinor: 1 },
            { lineId: "chl_x", amountMinor: 1 },
          ],
        },
      },
      "applyTo.lines",
    ],
  ])("a payment %s", async (_name, more, field) => {
    expect(await fieldsOf("/ledger/payments", { ...payment, ...more })).toEqual([field]);
  });

  it("filters of lists, too; and the same key with other content is an error", async () => {
    const bad = await client.get(`/ledger/families/${familyId}?from=yesterday`);
    expect([bad.status, bad.body.fields[0].path]).toEqual([400, "from"]);
    expect((await client.get("/account-ledger/receivables?asOf=2026-13-01")).body.fields[0].path).toBe(
      "asOf",
    );
    expect((await client.get("/account-ledger/receivables?knownAt=-1")).body.fields[0].path).toBe("knownAt");
    expect((await client.get(`/ledger/families/${familyId}?cursor=zzz`)).status).toBe(422);
    const key = { "idempotency-key": "pay-once-0123456789abcdef" };
    const first = await client.post("/ledger/payments", payment, key);
    expect((await client.post("/ledger/payments", payment, key)).body).toEqual(first.body);
    const other = await client.post("/ledger/payments", { ...payment, amountMinor: 2 }, key);
    expect([other.status, other.body.code]).toEqual([409, "idempotency_key_reused"]);
    const page = await client.get("/account-ledger/transactions?kinds=payment,refund");
    expect(page.body.rows).toMatchObject([{ kind: "payment", amountMinor: 1, status: "settled" }]);
  });
});
