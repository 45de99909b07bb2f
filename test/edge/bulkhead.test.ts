import { afterEach, describe, expect, it, vi } from "vitest";
import { Bulkhead } from "../../worker/edge/bulkhead.ts";
import { FamilyClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

/** Work that is ended by hand; answers who is at it, in the order in which they began. */
function heldWork() {
  const began: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (who: number) => () => {
    began.push(who);
    return new Promise<number>((resolve) => ends.set(who, () => resolve(who)));
  };
  return { began, work, end: (who: number) => ends.get(who)!() };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => vi.restoreAllMocks());

describe("a crowd behind a bulkhead", () => {
  it("is let through a few at a time, in the order of its coming, and nobody is left behind", async () => {
    const bulkhead = new Bulkhead(3);
    const { began, work, end } = heldWork();
    const crowd = Array.from({ length: 30 }, (_, who) => bulkhead.pass("a", work(who)));
    for (let who = 0; who < 30; who++) {
      await expect.poll(() => began.length, { interval: 1 }).toBe(Math.min(who + 3, 30));
      expect([...began].sort((a, b) => a - b)).toEqual(began.map((_, i) => i));
      end(who);
    }
    expect(await Promise.all(crowd)).toEqual(Array.from({ length: 30 }, (_, who) => who));
  });

  it("holds up nobody of another lane, and one alone not at all", async () => {
    const bulkhead = new Bulkhead(1);
    const { began, work, end } = heldWork();
    const held = bulkhead.pass("a", work(1));
    const waiting = bulkhead.pass("a", work(2));
    expect(await bulkhead.pass("b", async () => "passed")).toBe("passed");
    expect(began).toEqual([1]);
    end(1);
    await expect.poll(() => began).toEqual([1, 2]);
    end(2);
    await Promise.all([held, waiting]);
    const timers = vi.spyOn(globalThis, "setTimeout");
    await bulkhead.pass("a", async () => null);
    expect(timers).not.toHaveBeenCalled();
  });

  it("goes on when one fails, who is told why", async () => {
    const bulkhead = new Bulkhead(1);
    const failing = bulkhead.pass("a", () => Promise.reject(new Error("lost")));
    const next = bulkhead.pass("a", async () => "next");
    await expect(failing).rejects.toThrow("lost");
    expect(await next).toBe("next");
  });

  it("goes on past somebody who was stopped at work, and past somebody who was stopped while waiting", async () => {
    const bulkhead = new Bulkhead(1);
    void bulkhead.pass("at work", () => new Promise(() => {}));
    const behindWork = bulkhead.pass("at work", async () => performance.now());

    const { work, end } = heldWork();
    const first = bulkhead.pass("waiting", work(1));
    // A request that is ended takes its timers along.
    const timers = vi.spyOn(globalThis, "setTimeout").mockReturnValueOnce(0 as never);
    const gone = vi.fn(async () => null);
    void bulkhead.pass("waiting", gone);
    timers.mockRestore();
    const behindGone = bulkhead.pass("waiting", async () => "passed");
    await pause(20);
    end(1);
    await first;
    expect(await behindGone).toBe("passed");
    expect(gone).not.toHaveBeenCalled();
    expect(await behindWork).toBeGreaterThan(0);
  });
});

describe("a school in a rush", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { client: staff } = await signedIn(house, tenant);

  it("answers its staff while families wait at the entrance, and then the families", async () => {
    const { began, work, end } = heldWork();
    const crowd = Array.from({ length: 250 }, (_, who) =>
      house.services.house.bulkhead.pass(tenant.account.urlName, work(who)),
    );
    await expect.poll(() => began.length).toBeGreaterThan(1);
    const family = new FamilyClient(house, tenant.account.urlName).get("/portal");
    const first = await Promise.race([family, staff.get("/families")]);
    expect(first.body).toHaveProperty("rows");
    for (let who = 0; who < crowd.length; who++) {
      await expect.poll(() => began.length, { interval: 1 }).toBeGreaterThan(who);
      end(who);
    }
    expect((await family).status).toBe(200);
  });
});
