import { describe, expect, it } from "vitest";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { runCsv } from "./harness.ts";
import { manyFamilies } from "./many-families.ts";

const FAMILIES = 10_000;

describe.each(ENGINES)("10,000 families on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full" });

  it("arrive in few round trips", { timeout: 300_000 }, async () => {
    const before = { ...tenant.database.meter };
    const run = await runCsv(tenant, ctx, manyFamilies(FAMILIES), { familiesPerStep: 250 });
    expect(run.counts).toMatchObject({ families: { new: FAMILIES }, students: { new: FAMILIES * 1.5 } });
    // 40 steps: each reads its task, reads what there is, and writes once.
    expect(tenant.database.meter.trips - before.trips).toBeLessThan(4 * 42);
  });
});
