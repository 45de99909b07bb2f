import { describe, expect, it } from "vitest";
import {
  AT_ONCE,
  acrossAccounts,
  Stalled,
  withPatience,
} from "../../worker/enterprise/streams/across-accounts.ts";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("asking many accounts", () => {
  it("asks each once, a few at once, and lets one that stalls hold up nobody", async () => {
    const items = Array.from({ length: 60 }, (_, i) => i);
    const asked: number[] = [];
    let [running, most, isStalledOver] = [0, 0, false];
    const startedAt = performance.now();
    const { brisk, all } = acrossAccounts(items, async (item) => {
      asked.push(item);
      running += 1;
      most = Math.max(most, running);
      await wait(item === 3 ? 1_500 : 20);
      running -= 1;
      isStalledOver ||= item === 3;
    });
    await brisk;
    expect([isStalledOver, asked]).toEqual([false, items]);
    expect(performance.now() - startedAt).toBeLessThan(1_400);
    await all;
    expect(isStalledOver).toBe(true);
    // The one that stalls is waited for beside the others.
    expect(most).toBeLessThanOrEqual(AT_ONCE + 1);
  });

  it("is over at once when there is nobody to ask", async () => {
    const { brisk, all } = acrossAccounts([], async () => {});
    await Promise.all([brisk, all]);
  });

  it("gives up on whoever takes too long, and not before", async () => {
    await expect(withPatience(wait(300), 20)).rejects.toBeInstanceOf(Stalled);
    await expect(
      withPatience(
        wait(5).then(() => "here"),
        300,
      ),
    ).resolves.toBe("here");
    await expect(withPatience(Promise.reject(new Error("no")), 300)).rejects.toThrow("no");
  });
});
