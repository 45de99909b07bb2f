import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, post, signIn, visit } from "./office.ts";

const ACCOUNT = "summit";
const NUMBER = "+17735550188";

/** Somebody picks up the simulated phone and writes to the school. */
async function writeFromPhone(page: Page, accountId: string, body: string, number = NUMBER): Promise<void> {
  await page.goto(`${origin()}/local/phones/${accountId}/${encodeURIComponent(number)}`);
  await page.getByLabel("Answer").fill(body);
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForLoadState();
}

async function accountOf(page: Page): Promise<string> {
  const session = await page.request.get(`${origin()}/api/office/${ACCOUNT}/session`);
  return ((await session.json()) as { account: { id: string } }).account.id;
}

describe("texting with a family", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("a parent texts, two see it live, one answers, the other sees it, STOP ends it", async () => {
    const owner = await visit(browser);
    const coach = await visit(browser, { colorScheme: "dark", width: 390 });
    const phone = await visit(browser);
    await signIn(owner.page, ACCOUNT);
    await signIn(coach.page, ACCOUNT);
    const accountId = await accountOf(owner.page);
    const guardian = { firstName: "Marisol", lastName: "Quenby" };
    const phones = [{ number: NUMBER, textOptIn: true, isPrimary: true }];
    await post(owner.page, ACCOUNT, "/families", {
      name: "Quenby",
      guardians: [{ ...guardian, phones }],
    });
    await go(owner.page, ACCOUNT, "/messenger");
    await go(coach.page, ACCOUNT, "/families");

    await writeFromPhone(phone.page, accountId, "Is there class on Friday?");
    const badge = coach.page.getByRole("link", { name: /Messenger Center/ });
    await expect.poll(() => badge.textContent()).toMatch(/unread/);
    await owner.page.getByRole("link", { name: /Quenby/ }).click();
    await owner.page.getByText("Is there class on Friday?").last().waitFor();
    await badge.click();
    await coach.page.getByRole("link", { name: /Quenby/ }).click();
    await coach.page.getByText("Is there class on Friday?").last().waitFor();
    await expectAccessible(owner.page);

    await owner.page.getByLabel("Your answer").fill("Yes, at four.");
    await owner.page.keyboard.press("Enter");
    await coach.page.getByText("Yes, at four.").last().waitFor();
    await owner.page
      .getByText(/Delivered|Leaves/)
      .last()
      .waitFor();
    await expectAccessible(coach.page);

    await writeFromPhone(phone.page, accountId, "STOP");
    await owner.page.getByText("Texts are stopped").waitFor();
    await coach.page.getByText("Texts are stopped").waitFor();
    expect(await owner.page.getByLabel("Your answer").count()).toBe(0);
    await expectAccessible(owner.page);
    for (const { offences, context } of [owner, coach, phone]) {
      expect(offences).toEqual([]);
      await context.close();
    }
  });

  it("a stranger's number is linked to a family, taken back, and then begins a family of its own", async () => {
    const { page, context, offences } = await visit(browser);
    const phone = await visit(browser);
    await signIn(page, ACCOUNT);
    const accountId = await accountOf(page);
    await post(page, ACCOUNT, "/families", {
      name: "Zephyrine",
      guardians: [{ firstName: "Odile", lastName: "Zephyrine" }],
    });
    const stranger = "+17735550199";
    await writeFromPhone(phone.page, accountId, "Is it the right number for the swim team?", stranger);
    await go(page, ACCOUNT, "/messenger");
    await page.getByRole("link", { name: /555-0199/ }).click();
    await page.getByRole("button", { name: "Link to a family" }).press("Enter");
    await page.getByRole("combobox", { name: "Family" }).pressSequentially("Zephyr");
    await page.getByRole("option", { name: /Zephyrine/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByLabel("Guardian").selectOption({ label: "Odile Zephyrine" });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Link the number" }).press("Enter");
    await page.getByRole("heading", { name: "Odile Zephyrine" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await page.getByRole("link", { name: "Add a family with this number" }).press("Enter");
    await page.getByLabel("First name").fill("Ines");
    await page.getByLabel("Last name").fill("Morrow");
    await page.getByRole("button", { name: "One page" }).press("Enter");
    expect(await page.getByRole("textbox", { name: /^Phone 1/ }).inputValue()).toContain("555-0199");
    await page.getByRole("button", { name: "Save family" }).press("Enter");
    await page.waitForURL(/\/families\/fam_/);
    await go(page, ACCOUNT, "/messenger?view=all");
    await page.getByRole("link", { name: /Ines Morrow/ }).click();
    await page.getByText("Is it the right number for the swim team?").last().waitFor();
    expect(offences).toEqual([]);
    await context.close();
    await phone.context.close();
  });

  it("an answer half written waits, the place in the list is kept, and what was read is left for another", async () => {
    const { page, context, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/messenger");
    const unread = page
      .getByRole("list", { name: "Conversations" })
      .getByRole("link")
      .filter({ hasText: "unread" });
    const [entry, another] = (await Promise.all(
      [0, 1].map(async (at) => page.locator(`li a[href="${await unread.nth(at).getAttribute("href")}"]`)),
    )) as [Locator, Locator];
    await entry.press("Enter");
    const answer = page.getByLabel("Your answer");
    await answer.waitFor();
    await entry.getByText("unread").waitFor({ state: "detached" });
    expect(await entry.evaluate((link) => link === document.activeElement)).toBe(true);
    await answer.fill("Bring the form, and");
    await page.locator("input[type=file]").setInputFiles({
      name: "form.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-"),
    });
    await page.getByText("Choose a JPEG, PNG or GIF picture of at most 5 MB.").waitFor();
    await another.press("Enter");
    await expect.poll(() => answer.inputValue()).toBe("");
    await entry.press("Enter");
    await expect.poll(() => answer.inputValue()).toBe("Bring the form, and");
    await page.reload();
    await expect.poll(() => answer.inputValue()).toBe("Bring the form, and");
    await page.getByRole("button", { name: "Mark unread" }).press("Enter");
    await page.getByRole("heading", { name: "Choose a conversation" }).waitFor();
    await entry.getByText("unread").waitFor();
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("a person decides how to be told, and the school how it texts, on a phone in the dark", async () => {
    const { page, context, offences } = await visit(browser, { colorScheme: "dark", width: 390 });
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/notifications");
    const devices = page.getByRole("switch", { name: /On my devices/ });
    await devices.press("Space");
    await expect
      .poll(async () => {
        await go(page, ACCOUNT, "/notifications");
        return devices.isChecked();
      })
      .toBe(false);
    await expectAccessible(page);
    const worker = await page.request.get(`${origin()}/a/${ACCOUNT}/service-worker.js`);
    expect(await worker.text()).toContain('SHELL_VERSION = ""');
    expect(worker.headers()["service-worker-allowed"]).toBe(`/a/${ACCOUNT}`);
    await go(page, ACCOUNT, "/settings/messaging");
    await page.getByLabel(/The first text/).fill("Summit texts you about classes. Reply STOP to end.");
    await page.getByText("1 credit for each number.").waitFor();
    await page.getByLabel("Buy credits by itself when few are left").press("Space");
    await page.getByLabel("When fewer are left than").selectOption("50");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByText("Changed how the school texts").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(offences).toEqual([]);
    await context.close();
  });
});
