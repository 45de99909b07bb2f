import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";

const PORTAL = () => `${origin()}/enterprise`;

/** Signs in at the local provider, as whoever it offers under that name. */
async function enter(page: Page, name: RegExp, path = "/"): Promise<void> {
  await page.goto(`${PORTAL()}${path}`);
  await page.getByRole("link", { name: "Continue with Google" }).click();
  await page.getByRole("button", { name }).click();
  await page.waitForURL((url) => url.href.startsWith(PORTAL()) && !url.pathname.includes("sign-in"));
  await settled(page);
}

describe("the enterprise portal", () => {
  let browser: Browser;
  let admin: Visit;
  let phone: Visit;
  beforeAll(async () => {
    browser = await launch();
    admin = await visit(browser);
    phone = await visit(browser, { width: 390, colorScheme: "dark" });
  });
  afterAll(() => browser.close());

  it("signs in through the provider, back to the page that was asked for, and filters by group", async () => {
    const { page } = admin;
    await page.goto(`${PORTAL()}/accounts?q=northstar`);
    await settled(page);
    await expectAccessible(page);
    await enter(page, /Nora Lindqvist/, "/accounts?q=northstar");
    expect(new URL(page.url()).search).toBe("?q=northstar");
    const rows = page.getByRole("grid", { name: "Accounts" }).getByRole("row");
    await expect.poll(() => rows.count()).toBe(4);
    await page.getByRole("button", { name: "Group", exact: true }).click();
    await page.getByLabel("West", { exact: true }).check();
    await expect.poll(() => rows.count()).toBe(3);
    await page.keyboard.press("Escape");
    expect(new URL(page.url()).searchParams.get("group")).toMatch(/^egr_/);
    await expectAccessible(page);
    await page.reload();
    await settled(page);
    await expect.poll(() => rows.count()).toBe(3);
  });

  it("goes in by the key under a red bar, acts, and comes back; both audit logs tell of it", async () => {
    const { page } = admin;
    await page.getByRole("button", { name: "Log into Northstar Boulder" }).click();
    await page.waitForURL(/\/a\/northstar-boulder/);
    await settled(page);
    const bar = page.getByRole("complementary", { name: "Enterprise portal" });
    await bar.getByText("Nora Lindqvist").waitFor();
    await expectAccessible(page);
    await page.goto(`${origin()}/a/northstar-boulder/families/new`);
    await bar.waitFor();
    await page.goto(`${origin()}/a/northstar-boulder/audit`);
    await page.getByText("Logged in from the enterprise portal").first().waitFor();
    await page.getByText("Nora Lindqvist (enterprise, Northstar Swim Clubs)").first().waitFor();
    await bar.getByRole("button", { name: "Back to the enterprise portal" }).click();
    await page.waitForURL(/\/enterprise\/accounts/);
    await page.goto(`${PORTAL()}/audit`);
    await page.getByText("Left Northstar Boulder").first().waitFor();
    await expectAccessible(page);
    await page.goto(`${origin()}/a/northstar-boulder/families`);
    await page.waitForURL(/\/login/);
  });

  it("invites, makes a group and switches it on, and shows a group's people only their own, on a phone too", async () => {
    const { page } = admin;
    await page.goto(`${PORTAL()}/people`);
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Name").fill("Ivy Brook");
    await page.getByLabel("E-mail").fill("ivy@northstar.example");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await page.getByText("The invitation is on its way").waitFor();
    await page.getByText("ivy@northstar.example").waitFor();
    await expectAccessible(page);
    await page.getByRole("tab", { name: /Groups/ }).click();
    await page.getByRole("button", { name: "New group" }).click();
    await page.getByLabel("Name").fill("Lakes");
    await page.getByRole("button", { name: "Make the group" }).click();
    const lakes = page.getByRole("switch", { name: /^Lakes/ });
    await lakes.check();
    await page.getByText("Lakes is on").waitFor();
    await expectAccessible(page);

    await enter(phone.page, /Mia Castellanos/);
    await phone.page.getByText("Northstar Boulder").waitFor();
    expect(await phone.page.getByText("Northstar Austin").count()).toBe(0);
    await expectAccessible(phone.page);
    await phone.page.getByRole("button", { name: "Log into Northstar Boulder" }).click();
    await phone.page.waitForURL(/\/a\//);
    await phone.page.getByRole("button", { name: "Back", exact: true }).waitFor();
    expect([admin.offences, phone.offences]).toEqual([[], []]);
  });
});
