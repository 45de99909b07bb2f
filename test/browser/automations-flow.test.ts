import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, press, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "pointe";

describe("billing by itself, by keyboard alone", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, ACCOUNT);
  });
  afterAll(() => browser.close());

  it("is set up with its next time in words, comes up under Transactions, and is switched off and on", async () => {
    const { page } = owner;
    await go(page, ACCOUNT, "/settings/automations");
    await expectAccessible(page);
    await press(page, "New automation");
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel("What is run").selectOption("Late charges");
    await expectAccessible(page);
    await press(page, "Add");
    await drawer.getByText("Choose who is told by mail").first().waitFor();
    await drawer.getByLabel("Day of the month").fill("31");
    await drawer.getByText("Days 1 to 28", { exact: false }).waitFor();
    await drawer.getByLabel("Day of the month").fill("28");
    await drawer.getByText(/^Next: .+ 28.+; begins by itself on .+\.$/).waitFor();
    await drawer.getByLabel("Amount", { exact: true }).fill("12.50");
    await drawer.getByLabel("Only families that owe at least").fill("20");
    await drawer
      .getByRole("group", { name: /Told by mail/ })
      .getByRole("checkbox")
      .first()
      .press("Space");
    await press(page, "Add");
    await drawer.waitFor({ state: "detached" });
    const entry = page.getByRole("listitem").filter({ hasText: "Late charges on day 28" });
    await entry.getByText(/^Next: .*begins by itself on/).waitFor();
    await settled(page);
    await expectAccessible(page);

    const toggle = entry.getByRole("switch", { name: "Late charges is on" });
    await toggle.press("Space");
    await entry.getByText("Does not run until it is switched on").waitFor();
    await toggle.press("Space");
    await entry.getByText(/^Next: /).waitFor();

    await go(page, ACCOUNT, "/transactions");
    await page.getByRole("heading", { name: "What is coming up" }).waitFor();
    await page
      .getByText(/^Late fee of /)
      .first()
      .waitFor();
    await expectAccessible(page);

    await go(page, ACCOUNT, "/settings/automations");
    await press(page, "Edit Late charges");
    expect(await drawer.getByLabel("Amount", { exact: true }).inputValue()).toMatch(/12\.50/);
    await drawer.getByLabel("Wait, in hours").fill("0");
    await drawer.getByText(/begins at once/).waitFor();
    await press(page, "Save");
    await drawer.waitFor({ state: "detached" });
    // The list has to know what was saved: nothing is deleted that somebody changed meanwhile.
    await entry.getByText(/; begins at once$/).waitFor();
    await press(page, "Delete Late charges");
    await page.getByText("Nothing bills itself yet").waitFor();
    expect(owner.offences).toEqual([]);
  });
});
