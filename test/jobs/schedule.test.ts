import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { suspendAccount, unsuspendAccount } from "../../control-plane/close-account.ts";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { select } from "../../control-plane/query.ts";
import { startOfDateMs } from "../../tenant-schema/dates.ts";
import { schedule } from "../../worker/jobs/schedule.ts";
import { TEST_NOW_MS } from "../harness/actors.ts";
import { testHouse } from "../harness/house.ts";
import { testActor, testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const MINUTE_MS = 60_000;

describe("due accounts", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const { id: accountId } = tenant.account;
  const dueAt = async () => {
    const { rows } = await platform.control.read({
      rows: select({ at: sql<number | null>`next_due_at` }, sql`from accounts where id = ${accountId}`),
    });
    return rows[0]!.at;
  };
  const midnight = startOfDateMs("2026-11-22", tenant.account.timeZone);

  it("are handed to the queue, once, and then wait for the next midnight at the school", async () => {
    const house = testHouse();
    await wakeAccountBy(platform.control, accountId, TEST_NOW_MS);
    expect(await schedule(house.services)).toBe(1);
    // Cron may tick again before the queue came to it.
    expect(await schedule(house.services)).toBe(0);
    expect(house.sent.map(({ body }) => body)).toMatchObject([{ kind: "due", accountId }]);
    await house.drain();
    expect(await dueAt()).toBe(midnight);
    expect(new Date(midnight).toISOString()).toBe("2026-11-22T06:00:00.000Z");
  });

  it("are due again when their message was lost", async () => {
    const house = testHouse();
    await wakeAccountBy(platform.control, accountId, TEST_NOW_MS);
    await schedule(house.services);
    house.sent.splice(0);
    house.clock.nowMs += 9 * MINUTE_MS;
    expect(await schedule(house.services)).toBe(0);
    house.clock.nowMs += 2 * MINUTE_MS;
    expect(await schedule(house.services)).toBe(1);
    await house.drain();
    expect(await dueAt()).toBe(midnight);
  });

  it("keep a note that was made while they were worked on", async () => {
    const house = testHouse();
    await wakeAccountBy(platform.control, accountId, TEST_NOW_MS);
    await schedule(house.services);
    await wakeAccountBy(platform.control, accountId, TEST_NOW_MS + MINUTE_MS);
    await house.drain();
    expect(await dueAt()).toBe(TEST_NOW_MS + MINUTE_MS);
  });

  it("are opened by nobody but the queue's consumer: many of them are three statements for cron", async () => {
    const others = await Promise.all([1, 2, 3].map(() => openTestTenant({ engine: "d1", platform })));
    for (const { account } of others) await wakeAccountBy(platform.control, account.id, TEST_NOW_MS);
    const opened: string[] = [];
    const house = testHouse({
      wrap: (engine) => {
        opened.push(engine.kind);
        return engine;
      },
    });
    expect(await schedule(house.services)).toBeGreaterThanOrEqual(3);
    expect(opened).toEqual([]);
  });

  it("are left alone while suspended, and taken up again after", async () => {
    const house = testHouse();
    const handedOut = async () => {
      await schedule(house.services);
      return house.sent.splice(0).filter(({ body }) => "accountId" in body && body.accountId === accountId);
    };
    await wakeAccountBy(platform.control, accountId, TEST_NOW_MS - MINUTE_MS);
    const [message] = await handedOut();
    const reason = { accountId, reason: "unpaid" };
    await suspendAccount(platform, reason, testActor);
    expect(await house.deliver([message!.body])).toMatchObject([{ outcome: "ack" }]);
    house.clock.nowMs += 11 * MINUTE_MS;
    expect(await handedOut()).toEqual([]);
    await unsuspendAccount(platform, reason, testActor);
    expect(await handedOut()).toHaveLength(1);
  });

  it("drop what belongs to an account that is gone", async () => {
    const house = testHouse();
    const body = { kind: "due", accountId: "acc_00000000000000000000000000", jobId: "job_1", dueAt: 1 };
    expect(await house.deliver([body])).toMatchObject([{ outcome: "ack" }]);
  });
});
