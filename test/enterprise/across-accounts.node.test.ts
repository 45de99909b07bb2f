import { describe, expect, it } from "vitest";
import {
  AT_ONCE,
  acrossAccounts,
  Stalled,
  withPatience,
} from "../../worker/enterprise/streams/across-accounts.ts";

const never = () => new Promise<never>(() => {});

describe("asking many accounts", () => {
  it("asks each once, a few at once, and lets those that stall hold up nobody", async () => {
    const items = Array.from({ length: 60 }, (_, i) => i);
    const asked: number[] = [];
    const stalled = Promise.withResolvers<void>();
    let [running, most, stalledOver] = [0, 0, 0];
    const { brisk, all } = acrossAccounts(items, async (item) => {
      asked.push(item);
      running += 1;
      most = Math.max(most, running);
      // All that are asked first: the others have no turn but theirs, and answer without a timer of their own.
      if (item < AT_ONCE) {
        await stalled.promise;
        stalledOver += 1;
      }
      running -= 1;
    });
    expect(asked).toEqual(items.slice(0, AT_ONCE));
    await brisk;
    expect([stalledOver, asked]).toEqual([0, items]);
    stalled.resolve();
    await all;
    expect([stalledOver, running]).toEqual([AT_ONCE, 0]);
    // Those that stall are waited for beside the others.
    expect(most).toBeLessThanOrEqual(AT_ONCE + 1);
  });

  it("is over at once when there is nobody to ask", async () => {
    const { brisk, all } = acrossAccounts([], async () => {});
    await Promise.all([brisk, all]);
  });

  it("gives up on whoever takes too long, and not before", async () => {
    await expect(withPatience(never(), 20)).rejects.toBeInstanceOf(Stalled);
    await expect(withPatience(Promise.resolve("here"), 60_000)).resolves.toBe("here");
    await expect(withPatience(Promise.reject(new Error("no")), 60_000)).rejects.toThrow("no");
  });
});
