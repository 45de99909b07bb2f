import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";

const PORTAL = () => `${origin()}/enterprise`;

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${PORTAL()}${path}`);
  await settled(page);
}

describe("the pages of the enterprise portal", () => {
  let browser: Browser;
  let nora: Visit;
  let phone: Visit;
  beforeAll(async () => {
    browser = await launch();
    nora = await visit(browser);
    phone = await visit(browser, { width: 390, colorScheme: "dark" });
    await open(nora.page, "/");
    await nora.page.getByRole("link", { name: "Continue with Google" }).press("Enter");
    await nora.page.getByRole("button", { name: /Nora Lindqvist/ }).press("Enter");
    await nora.page.waitForURL(/\/enterprise\/accounts/);
    // The same person at her phone.
    await phone.context.addCookies(await nora.context.cookies());
  });
  afterAll(() => browser.close());

  it("shows figures as soon as it runs, on every page that has some, wide and narrow", async () => {
    const { page } = nora;
    await expect
      .poll(
        async () => {
          await open(page, "/dashboard");
          return page.getByText("Some accounts not read yet").count();
        },
        { timeout: 40_000 },
      )
      .toBe(0);
    const revenue = page.getByRole("region", { name: "Revenue" });
    expect(await revenue.textContent()).toMatch(/\$[1-9][\d,]*\.\d\d/);
    await page
      .getByRole("grid", { name: "Figures of the accounts" })
      .getByText("Northstar Boulder")
      .waitFor();
    const both = ["/dashboard", "/generated-reports", "/validation", "/onboarding"];
    const looks = [
      ...both.map((path) => [nora, path] as const),
      ...[...both, "/accounts", "/audit"].map((path) => [phone, path] as const),
    ];
    for (const [visitor, path] of looks) {
      await open(visitor.page, path);
      await expectAccessible(visitor.page);
      const isTooWide = () => document.documentElement.scrollWidth > innerWidth;
      expect([path, await visitor.page.evaluate(isTooWide)]).toEqual([path, false]);
    }
  });

  it("finds anything by ⌘K: a page, a group, a family, an account to log into", async () => {
    const { page } = nora;
    await open(page, "/audit");
    const find = async (typed: string) => {
      await page.keyboard.press("Control+k");
      const field = page.getByRole("combobox", { name: "Find pages, accounts and groups" });
      await field.fill(typed);
      return field;
    };
    await find("fam");
    await page.getByRole("option", { name: /^Family Search/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/enterprise\/family-search$/);
    await find("mountain");
    await page.getByRole("option", { name: /^Mountain/ }).waitFor();
    await page.getByRole("option", { name: /^Mountain/ }).click();
    await page.waitForURL(/\/enterprise\/accounts\?group=egr_/);
    await page.getByText("Northstar Boulder").waitFor();
    await find("austin");
    await page.getByRole("option", { name: /^Northstar Austin/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/a\/northstar-austin/);
    await page
      .getByRole("complementary", { name: "Enterprise portal" })
      .getByText("Nora Lindqvist")
      .waitFor();
  });

  it("opens a family that was found in the account's own list, under the red bar", async () => {
    const { page } = nora;
    await open(page, "/family-search");
    await page.getByLabel("Name", { exact: true }).pressSequentially("agnieszka");
    const rows = page.getByRole("grid", { name: "Families found" }).getByRole("row");
    const found = rows.filter({ hasText: "Northstar Portland" }).first();
    const magnifier = found.getByRole("button", { name: /in Northstar Portland$/ });
    const name = ((await magnifier.getAttribute("aria-label")) ?? "").replace(/^Open | in Northstar.*$/g, "");
    await expectAccessible(page);
    await magnifier.press("Enter");
    await page.waitForURL(/\/a\/northstar-portland\/families\?name=agnieszka/);
    await page.getByRole("complementary", { name: "Enterprise portal" }).waitFor();
    await page.getByRole("grid", { name: "Families" }).getByText(name).first().waitFor();
    await expectAccessible(page);
  });

  it("sets up a new account from the screen, with progress, and its contact is edited in the list", async () => {
    const { page } = nora;
    await open(page, "/onboarding");
    await page.getByRole("button", { name: "Set it up" }).press("Enter");
    await page.getByRole("alert").first().waitFor();
    await expectAccessible(page);
    await page.getByLabel("Name", { exact: true }).fill("Lakeside Tucson");
    await page.getByLabel("First name").fill("Rosa");
    await page.getByLabel("Last name").fill("Alvarez");
    await page.getByLabel("E-mail").fill("rosa@lakeside.example");
    await page.getByLabel(/Begin with the lists of/).selectOption({ label: "Northstar Austin" });
    await page.getByRole("button", { name: "Set it up" }).press("Enter");
    await page.waitForURL(/\/onboarding\/\w+/);
    await page.getByText("Ready. It is in your list of accounts.").waitFor({ timeout: 60_000 });
    await expectAccessible(page);

    await page.getByRole("link", { name: "All accounts" }).press("Enter");
    const row = page
      .getByRole("grid", { name: "Accounts" })
      .getByRole("row")
      .filter({ hasText: "Lakeside Tucson" });
    await row.getByText("Lakeside Tucson").click();
    await page.getByRole("button", { name: "Edit owner and contact" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Owner").fill("Wilma Stone");
    await dialog.getByLabel("E-mail").fill("nobody");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await dialog
      .getByText(/Enter an e-mail address/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("E-mail").fill("rosa@lakeside.example");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await row.getByText("Wilma Stone").waitFor();
    await open(page, "/audit");
    await page.getByText("Changed the contact of Lakeside Tucson").waitFor();
    expect([nora.offences, phone.offences]).toEqual([[], []]);
  });
});
