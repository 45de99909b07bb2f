import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, press, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "lagoon";

describe("tuition of a month, by keyboard alone", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, ACCOUNT);
  });
  afterAll(() => browser.close());

  const lines = (label: string) => Number(/[\d,]+/.exec(label)![0].replace(",", ""));

  it("is previewed, a line is taken out, the rest is approved, done and taken back", async () => {
    const { page } = owner;
    await go(page, ACCOUNT, "/transactions/new/tuition");
    await expectAccessible(page);
    await press(page, "Prepare the preview");
    const approve = page.getByRole("button", { name: /^Approve/ });
    await approve.waitFor({ timeout: 60_000 });
    await settled(page);
    await expectAccessible(page);
    const before = lines((await approve.textContent())!);
    expect(before).toBeGreaterThan(10);
    const box = page.getByRole("checkbox", { name: /^Include/ }).first();
    await box.press("Space");
    await expect.poll(async () => lines((await approve.textContent())!)).toBe(before - 1);
    await approve.press("Enter");
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page);
    await press(page, /^Approve/);
    await page.getByText(/lines? done, /).waitFor({ timeout: 60_000 });
    expect(lines((await page.getByText(/lines? done, /).textContent())!)).toBe(before - 1);
    await settled(page);
    await expectAccessible(page);

    // The same month again: what was billed is never ticked.
    const first = page.url();
    await go(page, ACCOUNT, "/transactions/new/tuition");
    await press(page, "Prepare the preview");
    await approve.waitFor({ timeout: 60_000 });
    expect(lines((await approve.textContent())!)).toBe(1);
    await press(page, "Discard");
    await page.getByText("Cancelled").first().waitFor();

    await page.goto(first);
    await press(page, /^Take it back/);
    await press(page, /^Take back/);
    await page.getByText("Taken back").first().waitFor({ timeout: 60_000 });
    expect(owner.offences).toEqual([]);
  });
});
