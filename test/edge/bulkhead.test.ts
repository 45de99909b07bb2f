import { afterEach, describe, expect, it, vi } from "vitest";
import { Bulkhead, Lane } from "../../worker/edge/bulkhead.ts";
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

/** A clock that goes on only when a test says so: how long the machine takes is nobody's turn. */
function handClock() {
  const clock = { nowMs: 0, now: () => clock.nowMs };
  return clock;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(() => vi.restoreAllMocks());

describe("a crowd behind a bulkhead", () => {
  it("is let through a few at a time, in the order of its coming, and nobody is left behind", async () => {
    const bulkhead = new Bulkhead(3, handClock().now);
    const { began, work, end } = heldWork();
    const crowd = Array.from({ length: 30 }, (_, who) => bulkhead.pass("a", work(who)));
    for (let first = 0; first < 30; first += 3) {
      await expect.poll(() => began.length, { interval: 1 }).toBe(first + 3);
      for (const who of [first, first + 1]) end(who);
      await pause(2);
      // The next ones begin together, when all before them are done.
      expect(began).toEqual(Array.from({ length: first + 3 }, (_, who) => who));
      end(first + 2);
    }
    expect(await Promise.all(crowd)).toEqual(Array.from({ length: 30 }, (_, who) => who));
  });

  it("does not wait long for one who takes long", async () => {
    const clock = handClock();
    const bulkhead = new Bulkhead(2, clock.now);
    const { began, work, end } = heldWork();
    const crowd = Array.from({ length: 4 }, (_, who) => bulkhead.pass("a", work(who)));
    end(0);
    clock.nowMs += 499;
    // Whoever is next has looked by then.
    await pause(150);
    expect(began).toEqual([0, 1]);
    clock.nowMs += 1;
    await expect.poll(() => began).toEqual([0, 1, 2]);
    for (const who of [1, 2]) end(who);
    await expect.poll(() => began).toEqual([0, 1, 2, 3]);
    end(3);
    await Promise.all(crowd);
  });

  it("holds up nobody of another lane, and one alone not at all", async () => {
    const bulkhead = new Bulkhead(1, handClock().now);
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

  it("goes on past somebody who was stopped at work", async () => {
    const clock = handClock();
    const bulkhead = new Bulkhead(1, clock.now);
    void bulkhead.pass("a", () => new Promise<never>(() => {}));
    let hasPassed = false;
    const next = bulkhead.pass("a", async () => {
      hasPassed = true;
      return "passed";
    });
    clock.nowMs += 3_000;
    await pause(150);
    expect(hasPassed).toBe(false);
    clock.nowMs += 1;
    expect(await next).toBe("passed");
    await pause(10);
    expect(await bulkhead.pass("a", async () => "at once")).toBe("at once");
  });

  it("soon goes on past somebody who went away while they waited", async () => {
    const clock = handClock();
    const lane = new Lane(1, clock.now);
    const ticket = () => ({ startedMs: null as number | null, isAtWork: false, wake: vi.fn() });
    const [first, gone, next] = [ticket(), ticket(), ticket()];
    for (const one of [first, gone, next]) lane.take(one);
    first.isAtWork = true;
    lane.leave(first);
    expect(gone.wake).toHaveBeenCalled();
    lane.look();
    expect(next.startedMs).toBeNull();
    clock.nowMs += 150;
    lane.look();
    expect(next.startedMs).not.toBeNull();
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
