import { describe, expect, it } from "vitest";
import { TODAY } from "../enrollments/school.ts";
import { amountFields } from "../harness/amount-fields.ts";
import { testHouse } from "../harness/house.ts";
import { pathOf } from "../harness/route-contract.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const BAD: Readonly<Record<string, string>> = {
  "too many decimals": "10.5",
  "2^53": "9007199254740993",
  "what JSON makes of NaN": "null",
  "NaN, typed": '"NaN"',
  "a text": '"100"',
  "more than anybody pays": "1000000001",
  negative: "-100",
};
/** What was shown before is repeated as it was, and may lie below zero: it is compared, never booked. */
const SHOWN = /^(expected\.totalMinor|(lines|money)\.differenceMinor|items\.expected\.(charge|credit)Minor)$/;

/** What had been given back before may be nothing; it too is compared, never booked. */
const BEFOREHAND = /^refundedMinor$/;

/** Where prices, taxes and discounts are typed, which may be nothing. Money that moves and thresholds never are. */
const MAY_BE_FREE = /^\/(anniversary-fees|billing-rules|classes|enrollments|ledger\/charges|tuition)\b/;
const BEFORE = "2026-11-20";

const fields = amountFields();
const nameOf = (field: (typeof fields)[number]) => `${field.route.key}: ${field.path}`;

describe("amounts, over every route that takes one", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const { client } = await signedIn(testHouse(), tenant, { admin: "full" });
  const wrongOf = async (field: (typeof fields)[number], value: unknown) => {
    const answer = await client.send(field.route.method, pathOf(field.route), field.bodyWith(value));
    const named = (answer.body?.fields ?? []) as { path: string; message: string }[];
    return { status: answer.status, own: named.find(({ path }) => path === field.path)?.message };
  };

  it("knows them all by their schemas", () => {
    expect(fields.length).toBeGreaterThan(30);
    const routes = new Set(fields.map(({ route }) => route.key));
    for (const known of [
      "POST /ledger/payments",
      "POST /payments/pay",
      "POST /transactions",
      "POST /tuition/rates",
    ])
      expect(routes).toContain(known);
  });

  it.each(Object.entries(BAD))("refuses %s, naming the field", async (name, text) => {
    const value = JSON.parse(text);
    const passed: string[] = [];
    for (const field of fields) {
      if (value === null && field.isNullable) continue;
      if (SHOWN.test(field.name) && (value === -100 || value === 1_000_000_001)) continue;
      const { status, own } = await wrongOf(field, value);
      if (status !== 400 || own === undefined) passed.push(`${nameOf(field)} (${status})`);
    }
    expect(passed, name).toEqual([]);
  });

  it("takes nothing at all only where something may be free", async () => {
    const free = new Set<string>();
    for (const field of fields) {
      if (SHOWN.test(field.name) || BEFOREHAND.test(field.name)) continue;
      if ((await wrongOf(field, 0)).own === undefined) free.add(`${field.route.path} ${field.name}`);
    }
    expect([...free].filter((one) => !MAY_BE_FREE.test(one))).toEqual([]);
    expect(free.size).toBeLessThan(fields.length);
  });

  const late = {
    kind: "late",
    title: "Late",
    amountMinor: 1,
    per: "family",
    overdueDays: 5,
    leastOwedMinor: 1,
  };
  const drops = {
    ...{ kind: "drops", title: "Drops", leastOwedMinor: 100, scope: "owing", reasonId: "lst_0123456789" },
  };
  const promo = { name: "Spring", code: "SPRING", kind: "amount", amountMinor: 100 };
  it.each([
    ["POST", "/transactions", { ...late, chargeOn: TODAY, dueOn: BEFORE }, "dueOn"],
    ["POST", "/transactions", { ...late, chargeOn: TODAY, dueOn: TODAY, overdueDays: 0 }, "overdueDays"],
    [
      "POST",
      "/transactions",
      { ...late, chargeOn: TODAY, dueOn: TODAY, leastOwedMinor: 0 },
      "leastOwedMinor",
    ],
    [
      "POST",
      "/transactions",
      { kind: "payments", title: "x", dueBy: TODAY, leastOwedMinor: 0 },
      "leastOwedMinor",
    ],
    [
      "POST",
      "/transactions",
      { ...drops, dueBy: BEFORE, lastDayOn: TODAY, leastOwedMinor: 99 },
      "leastOwedMinor",
    ],
    ["POST", "/transactions", { ...drops, dueBy: TODAY, lastDayOn: TODAY }, "dueBy"],
    ["POST", "/transactions", { ...drops, dueBy: BEFORE, lastDayOn: BEFORE }, "lastDayOn"],
    [
      "POST",
      "/transactions",
      { kind: "tuition", month: "2026-12-01", title: "x", chargeOn: TODAY, dueOn: BEFORE },
      "dueOn",
    ],
    [
      "POST",
      "/transactions",
      { kind: "statements", title: "x", fromOn: TODAY, throughOn: BEFORE },
      "throughOn",
    ],
    [
      "POST",
      "/transactions",
      { kind: "anniversary", title: "x", dueThrough: TODAY, chargeOn: TODAY, dueOn: BEFORE },
      "dueOn",
    ],
    ["POST", "/tuition/promos", { ...promo, startsOn: TODAY, expiresOn: BEFORE }, "expiresOn"],
    ["PUT", "/ledger-rules/period-lock", { version: 0, lockedThrough: TODAY }, "lockedThrough"],
    ["GET", `/papers/statements/fam_0123456789?from=${TODAY}&to=${BEFORE}`, undefined, "to"],
  ] as const)(
    "%s %s refuses days and thresholds that cannot be: %j at %s",
    async (method, path, body, field) => {
      const answer = await client.send(method, path, body);
      expect([400, 422], answer.text).toContain(answer.status);
      expect(answer.body.fields.map((one: { path: string }) => one.path)).toEqual([field]);
    },
  );
});
