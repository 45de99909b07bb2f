import { expect, it } from "vitest";
import { getReceivables } from "../../worker/domains/account-ledger/get-receivables.ts";
import { reconcileSlice } from "../../worker/domains/ledger/reconcile-slice.ts";
import { seedDefaults } from "../../worker/domains/settings/seed-defaults.ts";
import { growDemo } from "../../worker/local/demo/grow-demo.ts";
import { DEMO_FAMILIES, DEMO_SCHOOLS } from "../../worker/local/demo/schools.ts";
import { nodeSchool } from "../enrollments/histories/node-school.ts";
import { insert, NOW_MS } from "../enrollments/school.ts";

it("a demonstration school has books that agree, with something of everything", {
  timeout: 120_000,
}, async () => {
  const node = nodeSchool();
  const ctx = node.context(NOW_MS);
  const school = DEMO_SCHOOLS[0]!;
  const stamps = { created_at: 0, updated_at: 0 };
  const defaults = await seedDefaults({ ...ctx.account, createdAt: NOW_MS }, NOW_MS);
  const places = school.locations.map(({ id }, i) =>
    insert("locations", { id, name: `Place ${i}`, time_zone: "America/Chicago", position: i, ...stamps }),
  );
  const name = { first_name: "Cleo", last_name: "Coach", sort_name: "coach cleo", title: "Coach" };
  const coach = insert("staff", {
    id: "stf_coach",
    ...name,
    username: "coach",
    username_folded: "coach",
    ...stamps,
  });
  await node.database.commit({ statements: [...places, ...defaults.statements, coach] });
  await growDemo(ctx, school, DEMO_FAMILIES, DEMO_FAMILIES);
  const count = (sql: string) =>
    (node.sqlite.prepare(`select count(*) as n from ${sql}`).get() as { n: number }).n;
  expect(count("charges where source = 'tuition'")).toBeGreaterThan(600);
  expect(count("payments where kind = 'payment'")).toBeGreaterThan(500);
  expect(count("refunds")).toBe(1);
  expect(count("charges where voided_on is not null")).toBe(1);
  expect(count("payments where status = 'voided'")).toBe(1);
  expect(count("payments where kind = 'credit'")).toBe(3);
  expect(count("payment_balances where unapplied_minor > 0")).toBeGreaterThan(3);
  const { families } = await getReceivables(ctx, { asOf: "", locationId: "" });
  expect(
    families.filter((family) => family.days1to15Minor + family.days16to30Minor > 0).length,
  ).toBeGreaterThan(20);
  expect(families.some((family) => family.days31to60Minor > 0)).toBe(true);
  for (let after = ""; ; ) {
    const slice = await reconcileSlice(ctx, { id: "night", after });
    expect(slice?.differences).toEqual([]);
    if (!slice?.next) break;
    after = slice.next;
  }
  const before = count("postings");
  await growDemo(ctx, school, DEMO_FAMILIES, DEMO_FAMILIES);
  expect(count("postings")).toBe(before);
});
