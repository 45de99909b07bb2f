import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";

describe("a report, from its filters to its file", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, "summit");
  });
  afterAll(() => browser.close());

  it("is found, narrowed, seen, run, opened and downloaded without a mouse", async () => {
    const { page, context, offences } = owner;
    await page.goto(`${origin()}/a/summit/reports`);
    await settled(page);
    await expectAccessible(page);
    await page.keyboard.press("/");
    await page.keyboard.type("enroll");
    const link = page.getByRole("link", { name: "New enrollments" });
    await expect
      .poll(() =>
        page
          .getByRole("main")
          .getByRole("link", { name: /summary/ })
          .count(),
      )
      .toBe(0);
    await link.press("Enter");
    await page.getByRole("heading", { name: "New enrollments" }).waitFor();

    await page.getByLabel("Days", { exact: true }).selectOption("custom");
    await page.getByText("Choose the first day").waitFor();
    await expectAccessible(page);
    await page.getByLabel("First day", { exact: true }).fill("1/1/20");
    await page.getByLabel("Last day", { exact: true }).fill("today");
    await page.getByRole("region", { name: "Preview of New enrollments" }).waitFor();
    await expectAccessible(page);

    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/reports\/runs\/rpr_/);
    const open = page.getByRole("link", { name: /^Open and print/ });
    await open.waitFor();
    await page.getByRole("region", { name: "Rows of New enrollments" }).waitFor();
    await expectAccessible(page);

    const [tab] = await Promise.all([context.waitForEvent("page"), open.press("Enter")]);
    await tab.getByRole("columnheader", { name: "Student" }).waitFor();
    expect(await tab.evaluate(() => getComputedStyle(document.querySelector("table")!).borderCollapse)).toBe(
      "collapse",
    );
    await tab.close();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as PDF" }).press("Enter"),
    ]);
    expect(file.suggestedFilename()).toMatch(/^CLA-9 New enrollments .*\.pdf$/);
    expect(offences).toEqual([]);
  });

  it("keeps filters under a name and takes that back", async () => {
    const { page, offences } = owner;
    await page.goto(`${origin()}/a/summit/reports/CLA-3?period=last_month`);
    await settled(page);
    await page.getByRole("button", { name: "Save these filters…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Save these filters" });
    await dialog.getByLabel("Name").fill("Last month's places");
    await expectAccessible(page);
    await dialog.getByLabel("Name").press("Enter");
    const preset = page.getByRole("link", { name: "Last month's places" });
    await preset.waitFor();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await preset.waitFor({ state: "detached" });
    expect(offences).toEqual([]);
  });
});
