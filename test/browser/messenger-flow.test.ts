import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, post, signIn, visit } from "./office.ts";

const ACCOUNT = "summit";
const NUMBER = "+17735550188";

/** Somebody picks up the simulated phone and writes to the school. */
async function writeFromPhone(page: Page, accountId: string, body: string): Promise<void> {
  await page.goto(`${origin()}/local/phones/${accountId}/${encodeURIComponent(NUMBER)}`);
  await page.getByLabel("Answer").fill(body);
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForLoadState();
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
    const session = await owner.page.request.get(`${origin()}/api/office/${ACCOUNT}/session`);
    const accountId = ((await session.json()) as { account: { id: string } }).account.id;
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
    await expect.poll(() => badge.textContent(), { timeout: 15_000 }).toMatch(/unread/);
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
});
