import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, post, settled, signIn, visit } from "./office.ts";

const ACCOUNT = "pointe";
const SUBJECT = "Recital week at [[school.name]]";

describe("writing to many", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("tick families, write, look at each, schedule, change, send, read the log; a reader wants no more", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/families");
    const rows = page.getByRole("checkbox", { name: /^Select (?!all)/ });
    for (const row of [0, 1, 2, 3]) await rows.nth(row).press("Space");
    await page.getByText("4 selected").waitFor();
    await page.getByRole("button", { name: "Write…" }).press("Enter");
    await page.waitForURL(/\/campaigns\/cmp_/);
    await page.getByText("4 ticked families").waitFor();
    await page.getByLabel("Subject").fill(SUBJECT);
    await page.getByLabel("Text", { exact: true }).fill("Hello [[nobody.knows]]");
    await page.getByText(/\[\[nobody\.knows\]\] is nothing that this mail knows/).waitFor();
    await page.getByLabel("Text", { exact: true }).fill("Hello ");
    await page.getByRole("button", { name: "First name of whoever is written to" }).press("Enter");
    const preview = page.getByRole("region", { name: "Preview" });
    await preview.getByText("Recital week at Pointe Dance Academy").waitFor();
    const first = await preview.getByText(/E-mail to/).textContent();
    await page.getByRole("button", { name: "Next recipient" }).press("Enter");
    await expect.poll(() => preview.getByText(/E-mail to/).textContent()).not.toBe(first);
    await expectAccessible(page);

    await page.getByRole("button", { name: "Send a test to me" }).press("Enter");
    await page
      .getByText(/test.*owner@pointe\.example/i)
      .first()
      .waitFor();
    await page.getByLabel("Day", { exact: true }).fill("2027-06-01");
    await page.getByRole("button", { name: "Schedule", exact: true }).press("Enter");
    await page.getByText(/Goes out on/).waitFor();
    const address = page.url();
    await page.getByRole("link", { name: "Scheduled Emails" }).press("Enter");
    const waiting = page.getByRole("link", { name: /Recital week/ });
    await waiting.getByText("Scheduled").waitFor();
    await expectAccessible(page);
    await waiting.press("Enter");
    await page.getByLabel("Subject").fill("Recital week moved");
    const reach = await preview.getByText(/^\d+ recipients?$/).textContent();
    await page.getByRole("button", { name: "Send now…" }).press("Enter");
    const asked = page.getByRole("dialog", { name: `Send to ${reach}?` });
    await asked.waitFor();
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Not yet" }).press("Enter");
    await asked.waitFor({ state: "hidden" });
    expect(await page.getByText(/It goes out in a moment/).count()).toBe(0);
    await page.getByRole("button", { name: "Send now…" }).press("Enter");
    await asked.getByRole("button", { name: "Send now" }).press("Enter");
    // Whoever leaves the page before it was told may have said nothing.
    await page.getByText(/It goes out in a moment/).waitFor();
    await expect
      .poll(
        async () => {
          await page.goto(address);
          await settled(page);
          return page.getByRole("button", { name: /Sent/ }).count();
        },
        { timeout: 60_000, interval: 3_000 },
      )
      .toBe(1);
    await page.getByRole("heading", { level: 1, name: "Recital week moved" }).waitFor();
    const recipient = page.getByRole("list", { name: "Recipients" }).getByRole("link").first();
    await recipient.waitFor();
    await expectAccessible(page);
    await recipient.press("Enter");
    await page.getByRole("tab", { name: "Communication" }).waitFor();
    await page.getByText("Recital week moved").first().waitFor();
    expect(offences).toEqual([]);

    await page.goto(`${origin()}/local/mail`);
    await page
      .getByRole("link", { name: /Recital week moved/ })
      .first()
      .click();
    const link = /https?:\/\/[^\s"<]+\/m\/acc_[^\s"<]+\/u/.exec(await page.content())?.[0] ?? "";
    await page.goto(link);
    await page.getByRole("button", { name: "Yes, no more advertisements" }).press("Enter");
    await page.getByRole("heading", { name: "Done" }).waitFor();
    await expectAccessible(page);
    await context.close();
  });

  it("is usable on a phone in the dark, and says so when nobody can be reached", async () => {
    const { context, page, offences } = await visit(browser, { width: 390, colorScheme: "dark" });
    await signIn(page, ACCOUNT);
    const { id } = await post<{ id: string }>(page, ACCOUNT, "/campaigns", {
      channel: "email",
      class: "marketing",
      subject: "Nobody",
      body: "Hello",
      audience: { list: "families", filter: { q: "nobodyiscalledthat" } },
    });
    await go(page, ACCOUNT, `/campaigns/${id}`);
    await page.getByText("Nobody on this list can be written to this way.").waitFor();
    expect(await page.getByRole("button", { name: "Send now" }).isDisabled()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await go(page, ACCOUNT, "/settings/mail-to-many");
    await page.getByRole("heading", { name: "Suppressed addresses" }).waitFor();
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });
});
