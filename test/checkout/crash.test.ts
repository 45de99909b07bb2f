import { describe, expect, it } from "vitest";
import { checkoutInput } from "../../worker/domains/checkout/schemas.ts";
import { submitCheckout } from "../../worker/domains/checkout/submit-checkout.ts";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { count, FULL_PRICE, NEXT_MONTH } from "../cart/shop.ts";
import { systemContext } from "../harness/actors.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { died, everywhere } from "../payments/mortal.ts";
import { booked, takenBySandbox } from "../payments/till.ts";
import { openCounter, sending } from "./counter.ts";

const HOUR_MS = 3_600_000;

describe("a crash at any call of a checkout", { timeout: 120_000 }, async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const counter = await openCounter(tenant);
  const { shop, till } = counter;
  const { database } = tenant;
  const sumOf = (what: string, from: string) => count(database, `coalesce(sum(${what}), 0)`, from);

  it.each(["good", "declined"])(
    "leaves a child enrolled and paid for, or neither, and asked again does the rest once: %s",
    async (scenario) => {
      const deaths = await everywhere(async (fault, name) => {
        const { client, guardian, methodId } = await counter.customer(scenario);
        const { familyId } = guardian;
        const { id: classId } = await shop.addClass({ capacity: 1 });
        await client.post("/cart/items", { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH });
        const input = checkoutInput.parse(await sending(client, { methodId }));
        const idempotency = { key: `checkout-${input.cartId}`, fingerprint: "same" };
        const ctx = { ...counter.context(guardian), idempotency };
        const desk = counter.deskFor(guardian);
        const dying = { ...ctx, database: fault.databaseOf(database) };
        await submitCheckout(dying, fault.deskOf(desk), input).catch(died);
        return async () => {
          const open = `carts where id = '${input.cartId}' and state = 'open' and attempt_id is null`;
          const isUntouched = (await count(database, "count(*)", open)) === 1;
          await lookAfterAttempts(
            till.house.services,
            systemContext(tenant, till.house.clock.nowMs + HOUR_MS),
          );
          await till.house.drain();
          const enrolled = await count(
            database,
            "count(*)",
            `enrollments where class_id = '${classId}' and deleted_at is null`,
          );
          const taken = await takenBySandbox(till, familyId);
          const owed = await sumOf("open_minor", `line_balances where family_id = '${familyId}'`);
          expect([name, taken], "a card is charged for who is enrolled").toEqual([
            name,
            enrolled * FULL_PRICE,
          ]);
          expect([name, owed, await booked(till, familyId)]).toEqual([name, 0, taken]);
          const paying = `carts where id = '${input.cartId}' and state = 'paying'`;
          expect([name, await count(database, "count(*)", paying)]).toEqual([name, 0]);
          const fresh = { ...counter.context(guardian), idempotency };
          const again = await submitCheckout(fresh, desk, input);
          const isDone = scenario !== "declined" && (isUntouched || enrolled === 1);
          expect([name, again.outcome]).toEqual([name, isDone ? "done" : "reopened"]);
          const after = await takenBySandbox(till, familyId);
          expect([name, after]).toEqual([name, isDone ? FULL_PRICE : 0]);
        };
      });
      expect(deaths).toBeGreaterThan(12);
    },
  );
});
