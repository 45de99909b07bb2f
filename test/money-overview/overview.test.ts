import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { getMoneyOverview } from "../../worker/domains/money-overview/get-overview.ts";
import { monthAfter, monthsUpTo } from "../../worker/domains/money-overview/months.ts";
import { overviewFilter } from "../../worker/domains/money-overview/schemas.ts";
import { parse } from "../../worker/edge/validate.ts";
import { insert, TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, openBooks, pay } from "../ledger/school.ts";
import { ALL } from "../reports/read-all.ts";

const everywhere = parse(overviewFilter, {});

describe("months", () => {
  it("go back over the turn of a year, from any day", () => {
    expect(monthsUpTo("2026-03-31", 5)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]);
    expect(monthsUpTo("2026-01-01", 1)).toEqual(["2026-01"]);
    expect(["2026-01", "2026-02", "2026-12"].map(monthAfter)).toEqual(["2026-02", "2026-03", "2027-01"]);
  });

  it("are twelve unless asked, of a few choices", () => {
    expect(everywhere).toEqual({ months: 12, locationId: "" });
    expect(parse(overviewFilter, { months: "3" }).months).toBe(3);
    expect(() => parse(overviewFilter, { months: "5000" })).toThrow();
  });
});

describe.each(ENGINES)("the money overview on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);
  const { familyId } = await books.family();

  it("is all nothing before the first charge", async () => {
    const empty = await getMoneyOverview(ctx, everywhere);
    expect(empty).toMatchObject({ asOf: TODAY, programs: [], revenue: [], payments: [], attempts: [] });
    expect(empty.months).toHaveLength(12);
    expect(Object.values(empty.receivables)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("compares with the month before, whole and up to the same day, also when one month is asked", async () => {
    await charge(ctx, books, familyId, [5000]);
    await charge(ctx, books, familyId, [3000], { chargeOn: "2026-10-21" });
    await charge(ctx, books, familyId, [400], { chargeOn: "2026-10-22" });
    await pay(ctx, books, familyId, 700, { receivedOn: "2026-10-31" });
    await pay(ctx, books, familyId, 900);
    const { months, revenue, totals, payments } = await getMoneyOverview(ctx, { ...everywhere, months: 1 });
    expect(months).toEqual(["2026-11"]);
    expect(revenue).toEqual([{ month: "2026-11", programId: null, minor: 5000 }]);
    expect(totals.revenue).toEqual({ minor: 5000, beforeMinor: 3400, beforeByDayMinor: 3000 });
    expect(totals.received).toEqual({ minor: 900, beforeMinor: 700, beforeByDayMinor: 0 });
    expect(payments).toEqual([{ month: "2026-11", method: "cash", receivedMinor: 900, givenBackMinor: 0 }]);
  });

  it("counts attempts by the school's month in which they were made, without those of refunds", async () => {
    // 2026-11-01 begins at 05:00 UTC in Chicago.
    const turn = Date.UTC(2026, 10, 1, 5);
    const attempt = (atMs: number, state: string, purpose = "pay") =>
      insert("payment_attempts", {
        ...{ id: newId("paymentAttempt", atMs), family_id: familyId, amount_minor: 100, purpose, state },
        ...{ location_id: books.locationId, targets: "[]", processor: "sandbox" },
        ...{ created_at: atMs, updated_at: atMs },
      });
    await books.database.commit({
      statements: [
        attempt(turn - 1, "succeeded"),
        attempt(turn - 2, "declined", "draft"),
        attempt(turn, "succeeded"),
        attempt(turn + 5, "succeeded", "draft"),
        attempt(turn + 6, "declined", "refund"),
        attempt(turn + 7, "processing"),
      ],
    });
    const { attempts } = await getMoneyOverview(ctx, everywhere);
    expect(attempts).toEqual([
      { month: "2026-10", succeeded: 1, declined: 1 },
      { month: "2026-11", succeeded: 2, declined: 0 },
    ]);
  });

  it("shows whoever has the right at one location that one only, and nothing of another school", async () => {
    const elsewhere = newId("location");
    const named = {
      id: elsewhere,
      name: "North",
      time_zone: "America/Chicago",
      created_at: 0,
      updated_at: 0,
    };
    await books.database.commit({ statements: [insert("locations", named)] });
    await charge(ctx, books, familyId, [1234], { locationId: elsewhere });
    const only = (locationId: string, more = {}) => {
      const grant = { ...ALL, right: "money_overview" as const, level: "view" as const, locationId, ...more };
      return { ...ctx, actor: { ...ctx.actor, grants: [grant] } };
    };
    const there = await getMoneyOverview(only(elsewhere), everywhere);
    expect(there.revenue.map(({ minor }) => minor)).toEqual([1234]);
    expect(there.receivables).toMatchObject({ notDueMinor: 1234, unappliedMinor: 0 });
    expect(there.attempts).toEqual([]);
    const refused = getMoneyOverview(only(elsewhere), { ...everywhere, locationId: books.locationId });
    await expect(refused).rejects.toMatchObject({ code: "right_missing" });
    const own = getMoneyOverview(only(elsewhere, { ownClassesOnly: true }), everywhere);
    await expect(own).rejects.toMatchObject({ code: "own_classes_only" });
    const bare = await staffContext(tenant, { charges: "full", reports: "full" });
    await expect(getMoneyOverview(bare, everywhere)).rejects.toMatchObject({ code: "right_missing" });
    const neighbour = await staffContext(await openTestTenant({ engine }));
    expect((await getMoneyOverview(neighbour, everywhere)).revenue).toEqual([]);
  });
});
