import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, press, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "lagoon";

describe("drops for non-payment, by keyboard alone", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, ACCOUNT);
  });
  afterAll(() => browser.close());

  const type = async (page: Page, label: string | RegExp, text: string) => {
    await page.getByLabel(label).press("ControlOrMeta+a");
    await page.getByLabel(label).pressSequentially(text);
  };
  const count = (text: string | null) => Number(/[\d,]+/.exec(text ?? "")![0].replace(",", ""));

  it("are previewed, counted by the person, done, and taken back", async () => {
    const { page } = owner;
    await go(page, ACCOUNT, "/transactions/new/drops");
    await expectAccessible(page);

    // Nothing would be safe from a threshold of zero.
    await type(page, "Owing at least", "0");
    await press(page, "Prepare the preview");
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("Owing at least").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Reason").getAttribute("aria-invalid")).toBe("true");
    await expectAccessible(page);
    await type(page, "Owing at least", "20");
    await page.getByLabel("Reason").press("ArrowDown");
    await page.getByLabel("Dropped from").press("End");
    await press(page, "Prepare the preview");

    const drop = page.getByRole("button", { name: /^Drop \d/ });
    await drop.waitFor({ timeout: 60_000 });
    await settled(page);
    await expectAccessible(page);
    const lines = page.getByRole("checkbox", { name: /^Include/, checked: true });
    const before = await lines.count();
    const ticked = page.waitForResponse((response) => response.url().endsWith("/tick"));
    await lines.first().press("Space");
    await expect.poll(() => lines.count()).toBe(before - 1);
    // How many are left is what the server says; the button says it after that.
    const { tickedStudents: students } = await (await ticked).json();
    await page.getByRole("button", { name: new RegExp(`^Drop ${students} `) }).waitFor();
    await drop.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectAccessible(page);

    await type(page, /^Type how many students/, String(students + 1));
    await press(page, /^Drop \d/);
    await dialog.getByText(`Type ${students} to go on`).waitFor();
    await type(page, /^Type how many students/, String(students));
    await press(page, /^Drop \d/);
    const done = page.getByText(/ dropped, /);
    await done.waitFor({ timeout: 60_000 });
    const dropped = count(await done.textContent());
    expect(dropped).toBeGreaterThanOrEqual(students);
    await settled(page);
    await expectAccessible(page);

    await press(page, /^Take it back/);
    await press(page, "Bring them back");
    const back = page.getByText(/ brought back/).first();
    await back.waitFor({ timeout: 60_000 });
    await expect.poll(async () => count(await back.textContent())).toBe(dropped);
    await settled(page);
    await expectAccessible(page);
    expect(owner.offences).toEqual([]);
  });
});
