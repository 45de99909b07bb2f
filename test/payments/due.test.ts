import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountsDue } from "../../control-plane/due-accounts.ts";
import { removeProcessor } from "../../control-plane/payment-processors.ts";
import { select, statement } from "../../control-plane/query.ts";
import { lookAfterAttempts, nextAttemptAt } from "../../worker/domains/payments/due-attempts.ts";
import { listMethods } from "../../worker/domains/payments/list-methods.ts";
import { connect } from "../../worker/domains/payments/processor-settings.ts";
import { setFaults } from "../../worker/providers/payments/sandbox/faults.ts";
import { SANDBOX_KEY_PREFIX } from "../../worker/providers/payments/sandbox/sandbox.ts";
import { systemContext } from "../harness/actors.ts";
import { testActor } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import { addPayer, attemptsOf, keepMethod, openTill, payWith } from "./till.ts";

const HOUR_MS = 3_600_000;

describe("payments whose time has come", async () => {
  const till = await openTill(await openTestTenant({ engine: "d1" }));
  const { tenant, books, ctx, desk, house } = till;
  const { control } = tenant.platform;

  /** A payment of which nobody knows what became. */
  async function unknown(): Promise<string> {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [4_000]);
    const methodId = await keepMethod(till, familyId);
    await setFaults(till.sandbox, { processor: { fault: "die_before", left: 2 } });
    expect((await payWith(till, familyId, methodId, 4_000)).outcome).toBe("unknown");
    return familyId;
  }
  const later = (hours: number) => systemContext(tenant, ctx.nowMs + hours * HOUR_MS);
  const attempt = async (familyId: string) => (await attemptsOf(tenant.database, familyId))[0]!;
  const letters = async () => {
    const { found } = await control.read({
      found: select(
        { error: sql<string>`error` },
        sql`from dead_letters where account_id = ${tenant.account.id}`,
      ),
    });
    return found.map(({ error }) => error);
  };

  it("keep no other from its turn when one fails, which is told among the failed jobs", async () => {
    const [broken, sound] = [await unknown(), await unknown()];
    const { id } = await attempt(broken);
    // The refund of no payment: nothing can be done with it.
    await tenant.database.commit({
      statements: [
        statement(sql`update payment_attempts set purpose = 'refund', next_at = 1 where id = ${id}`),
      ],
    });
    await lookAfterAttempts(house.services, later(1));
    expect((await attempt(sound)).state).toBe("cancelled");
    expect((await attempt(broken)).nextAt).toBe(ctx.nowMs + 2 * HOUR_MS);
    expect(await letters()).toEqual([expect.stringMatching(/could not be looked after.*refund/)]);
    // An hour later it is looked after again, and told of again.
    await lookAfterAttempts(house.services, later(1.5));
    expect(await letters()).toHaveLength(1);
    await lookAfterAttempts(house.services, later(2));
    expect(await letters()).toHaveLength(2);
    await tenant.database.commit({
      statements: [statement(sql`update payment_attempts set next_at = null where id = ${id}`)],
    });
  });

  it("wait for a processor when there is none, without waking the account, and go on when there is one", async () => {
    const familyId = await unknown();
    const deps = { control, masterKey: house.services.env.MASTER_KEY, now: house.services.house.now };
    await removeProcessor(deps, tenant.account.id, testActor);
    expect(await lookAfterAttempts(house.services, later(1))).toBe(0);
    expect(await nextAttemptAt(later(1))).toBeNull();
    expect(await attempt(familyId)).toMatchObject({
      state: "unknown",
      message: expect.stringMatching(/No payment processor is connected/),
    });
    expect((await listMethods(ctx, desk, familyId)).attempts[0]!.nextAt).toBeNull();
    await lookAfterAttempts(house.services, later(100));
    expect((await attempt(familyId)).state).toBe("unknown");

    const keys = { publishableKey: "sandbox", secretKey: SANDBOX_KEY_PREFIX + tenant.account.id };
    const { outcome } = await connect(ctx, house.services, { kind: "sandbox", ...keys });
    expect(outcome).toBe("connected");
    const due = await accountsDue(control, ctx.nowMs, 10);
    expect(due.map(({ id }) => id)).toContain(tenant.account.id);
    await lookAfterAttempts(house.services, later(101));
    expect(await attempt(familyId)).toMatchObject({ state: "cancelled", nextAt: null });
  });
});
