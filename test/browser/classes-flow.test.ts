import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, visit } from "./office.ts";

/** Types into the field that a label names, reached without a mouse. */
async function fill(page: Page, label: string, text: string, nth = 0): Promise<void> {
  await page.getByLabel(label, { exact: true }).nth(nth).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Presses Enter on what has that name. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .focus();
  await page.keyboard.press("Enter");
}

describe("a class, without a mouse", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("is made with two slots, changed from a day on, and changed back by undo", async () => {
    const { page, offences } = await visit(browser);
    await signIn(page, "summit");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForURL(/\/classes$/);
    await settled(page);
    await page.getByRole("row").nth(3).waitFor();
    await expectAccessible(page);

    await page.keyboard.press("n");
    await page.waitForURL(/\/classes\/new$/);
    await page.getByLabel("Name", { exact: true }).waitFor();
    await page.getByLabel("Location").locator("option").first().waitFor({ state: "attached" });

    await press(page, "Save class");
    await page.getByText("Enter how many places there are").first().waitFor();
    await expectAccessible(page);

    await fill(page, "Name", "Quixotic Vaulting");
    await fill(page, "Places", "6");
    await fill(page, "Begins", "430p");
    await press(page, "Add a slot");
    await page.getByText("Slot 2").first().waitFor();
    await page.getByLabel("Day", { exact: true }).nth(1).focus();
    await page.keyboard.type("Thu");
    await fill(page, "Begins", "17:15", 1);
    await fill(page, "Years optional", "5");
    await page.getByText(/^Born on .* or before\./).waitFor();
    await page.keyboard.press("Enter");

    await page.waitForURL(/\/classes\/cls_/);
    await page.getByRole("heading", { level: 1, name: "Quixotic Vaulting" }).waitFor();
    await page.getByText("4:30 PM – 5:30 PM").first().waitFor();
    await page.getByText("5:15 PM – 6:15 PM").first().waitFor();
    await settled(page);
    await expectAccessible(page);

    await page.getByRole("tab", { name: "Overview" }).focus();
    // Other rooms add tabs of their own between these.
    const schedule = page.getByRole("tab", { name: "Schedule" });
    while ((await schedule.getAttribute("aria-selected")) !== "true") {
      const before = page.url();
      await page.keyboard.press("ArrowRight");
      await page.waitForURL((url) => url.href !== before);
    }
    await page.getByRole("article", { name: "Mon 4:30 PM" }).waitFor();
    await press(page, "Change from a day…");
    await page.getByRole("dialog").getByLabel("From", { exact: true }).waitFor();
    await fill(page, "From", "+10");
    await fill(page, "Begins", "6:00 pm");
    await expectAccessible(page);
    // Escape asks before it throws away what was typed.
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Close without saving?" }).waitFor();
    await press(page, "Go on editing");
    await page.getByRole("dialog", { name: "Close without saving?" }).waitFor({ state: "detached" });
    await page.getByLabel("Begins", { exact: true }).focus();
    await page.keyboard.press("Enter");
    const slot = page.getByRole("article").first();
    await slot.getByText("Planned").waitFor();
    expect(await slot.getByRole("listitem").allTextContents()).toEqual([
      expect.stringContaining("4:30 PM – 5:30 PM"),
      expect.stringContaining("6:00 PM – 7:00 PM"),
    ]);
    await settled(page);
    await expectAccessible(page);

    // The toast of the class itself may still be there; the latest act stands last.
    await page.getByRole("button", { name: "Undo" }).last().focus();
    await page.keyboard.press("Enter");
    await slot.getByText("Planned").waitFor({ state: "detached" });
    expect(await slot.getByRole("listitem").count()).toBe(1);

    await page.goto(`${origin()}/a/summit/classes?q=quixotic`);
    await page.getByRole("link", { name: /Quixotic Vaulting/ }).waitFor();
    expect(offences).toEqual([]);
  });
});
