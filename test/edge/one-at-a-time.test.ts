import { describe, expect, it, vi } from "vitest";
import { OneAtATime } from "../../worker/edge/one-at-a-time.ts";

/** Work that is ended by hand. */
function heldWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { work, ends };
}

describe("work that one does for all", () => {
  it("is done twice for any number who ask while somebody is at it", async () => {
    const lanes = new OneAtATime();
    const { work, ends } = heldWork();
    const asked = Array.from({ length: 40 }, () => lanes.once("a", work));
    await expect.poll(() => ends.length).toBe(1);
    ends[0]!();
    await asked[0];
    await expect.poll(() => ends.length).toBe(2);
    ends[1]!();
    await Promise.all(asked);
    expect(ends).toHaveLength(2);
  });

  it("counts only what began after it was asked for", async () => {
    const lanes = new OneAtATime();
    const { work, ends } = heldWork();
    const first = lanes.once("a", work);
    let isSecondDone = false;
    const second = lanes.once("a", work).then(() => {
      isSecondDone = true;
    });
    ends[0]!();
    await first;
    expect(isSecondDone).toBe(false);
    await expect.poll(() => ends.length).toBe(2);
    ends[1]!();
    await second;
  });

  it("is waited for by one of those who ask, so that no timers pile up in an object that they share", async () => {
    const lanes = new OneAtATime();
    const { work, ends } = heldWork();
    const first = lanes.once("a", work);
    const timers = vi.spyOn(globalThis, "setTimeout");
    const others = Array.from({ length: 40 }, () => lanes.once("a", work));
    await Promise.all(others.slice(1));
    expect(timers).toHaveBeenCalledTimes(1);
    timers.mockRestore();
    ends[0]!();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]!();
    await Promise.all([first, others[0]]);
  });

  it("is of its name alone", async () => {
    const lanes = new OneAtATime();
    const { work, ends } = heldWork();
    const both = [lanes.once("a", work), lanes.once("b", work)];
    expect(ends).toHaveLength(2);
    for (const end of ends) end();
    await Promise.all(both);
  });

  it("is done by those who wait when it failed, or when whoever was at it never comes back", async () => {
    const lanes = new OneAtATime();
    const failing = lanes.once("a", () => Promise.reject(new Error("no network")));
    let done = 0;
    const work = async () => {
      done += 1;
    };
    const next = lanes.once("a", work);
    await expect(failing).rejects.toThrow("no network");
    await next;
    expect(done).toBe(1);
    void lanes.once("b", () => new Promise(() => {}));
    await Promise.all([lanes.once("b", work), lanes.once("b", work)]);
    expect(done).toBe(2);
  });
});
