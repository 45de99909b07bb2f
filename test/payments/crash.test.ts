import { describe, expect, it } from "vitest";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { payNow } from "../../worker/domains/payments/pay-now.ts";
import { refundThrough } from "../../worker/domains/payments/refund-through.ts";
import { contextOf, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import { died, everywhere } from "./mortal.ts";
import {
  addPayer,
  attemptsOf,
  booked,
  happens,
  keepMethod,
  openTill,
  payInput,
  payWith,
  takenBySandbox,
  value,
} from "./till.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("a crash at any call on %s", { timeout: 60_000 }, async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, desk, house } = till;
  const later = (days: number) => systemContext(tenant, ctx.nowMs + days * DAY_MS);

  it.each(["good", "pending", "declined"])("takes a payment once or not at all: %s", async (scenario) => {
    const deaths = await everywhere(async (fault, name) => {
      const familyId = await addPayer(till);
      await charge(ctx, books, familyId, [3000]);
      const methodId = await keepMethod(till, familyId, scenario);
      const who = contextOf(tenant, ctx.actor, { database: fault.databaseOf(tenant.database) });
      await payNow(who, fault.deskOf(desk), payInput(till, familyId, methodId, 3000)).catch(died);
      return async () => {
        await lookAfterAttempts(house.services, later(1));
        await house.drain();
        const attempts = await attemptsOf(tenant.database, familyId);
        expect(
          attempts.filter(({ state }) => state === "created" || state === "unknown"),
          name,
        ).toEqual([]);
        const taken = await takenBySandbox(till, familyId);
        expect([name, await booked(till, familyId)]).toEqual([name, taken]);
        expect([0, 3000]).toContain(taken);
        const open = await value(
          tenant.database,
          `coalesce(sum(open_minor), 0) from line_balances where family_id = '${familyId}'`,
        );
        expect([name, open]).toEqual([name, 3000 - taken]);
      };
    });
    expect(deaths).toBeGreaterThan(8);
  });

  it("gives money back once or not at all", async () => {
    const deaths = await everywhere(async (fault, name) => {
      const familyId = await addPayer(till);
      await charge(ctx, books, familyId, [3000]);
      const paid = await payWith(till, familyId, await keepMethod(till, familyId), 3000);
      await happens(till, paid.attemptId, "settle");
      const paymentId = "paymentId" in paid ? paid.paymentId : "";
      const who = contextOf(tenant, ctx.actor, { database: fault.databaseOf(tenant.database) });
      const input = { version: 1, amountMinor: 2000, reason: "moved" };
      await refundThrough(who, fault.deskOf(desk), paymentId, input).catch(died);
      return async () => {
        await lookAfterAttempts(house.services, later(1));
        await house.drain();
        const left = await takenBySandbox(till, familyId);
        expect([name, await booked(till, familyId)]).toEqual([name, left]);
        expect([1000, 3000]).toContain(left);
      };
    });
    expect(deaths).toBeGreaterThan(8);
  });
});
