import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read as readSheet } from "xlsx";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";

const OURS = ["Northstar Austin", "Northstar Boulder", "Northstar Portland"];

async function enterPortal(page: Page, name: string): Promise<void> {
  await page.goto(`${origin()}/enterprise/`);
  await page
    .getByRole("button", { name: /Google/ })
    .or(page.getByRole("link", { name: /Google/ }))
    .press("Enter");
  await page.getByRole("button", { name }).click();
  await page.waitForURL(/\/enterprise\/accounts/);
  await settled(page);
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`${origin()}/enterprise${path}`);
  await settled(page);
}

describe("what is done in every account of an enterprise at once", () => {
  let browser: Browser;
  let nora: Visit;
  beforeAll(async () => {
    browser = await launch();
    nora = await visit(browser);
    await enterPortal(nora.page, "Nora Lindqvist");
  });
  afterAll(() => browser.close());

  it("a report: the option, its progress, one account's result and the workbook of all", async () => {
    const { page, offences } = nora;
    // Another test of this Worker may have set one up.
    const answer = await page.request.get(`${origin()}/api/enterprise/accounts`);
    const { accounts } = (await answer.json()) as { accounts: { name: string }[] };
    const names = accounts.map(({ name }) => name).sort();
    expect(names).toEqual(expect.arrayContaining(OURS));
    await page.getByRole("button", { name: "Log into Northstar Austin" }).click();
    await page.waitForURL(/\/a\/northstar-austin/);
    await page.goto(`${origin()}/a/northstar-austin/reports/FIN-1`);
    await settled(page);
    await page.getByRole("switch", { name: /Generate for all accounts/ }).press("Space");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Generate for all accounts" }).press("Enter");
    await page.getByText(`Started in ${names.length} accounts.`).waitFor();
    await page.getByRole("link", { name: "Open Generated Reports" }).press("Enter");
    await page.waitForURL(/\/enterprise\/generated-reports\?open=gre_/);
    for (const account of names)
      await page.getByRole("button", { name: `Download from ${account}` }).waitFor({ timeout: 60_000 });
    const workbook = page.getByRole("link", { name: "One workbook" });
    await workbook.waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    const [file] = await Promise.all([page.waitForEvent("download"), workbook.press("Enter")]);
    expect(file.suggestedFilename()).toMatch(/^All accounts FIN-1 .*\.xlsx$/);
    const sheets = readSheet(await readFile((await file.path())!)).SheetNames;
    expect(sheets).toEqual(["All accounts", ...names]);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download from Northstar Boulder" }).press("Enter"),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Northstar Boulder FIN-1 .*\.xlsx$/);
    await page.waitForURL(/\/a\/northstar-boulder\/reports\/runs\/rpr_\w+$/);
    await page.getByText("Nora Lindqvist (enterprise").first().waitFor();
    const [own] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).press("Enter"),
    ]);
    expect(own.suggestedFilename()).toMatch(/^Northstar Boulder FIN-1 .*\.csv$/);
    expect(offences).toEqual([]);
  });

  it("a name: found without being told, previewed, given anew, undone", async () => {
    const { page, offences } = nora;
    await goTo(page, "/validation");
    await page.getByRole("button", { name: /^Rename Pengiun to Penguin/ }).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: /^Rename Star Fish to Starfish/ }).waitFor();
    await expectAccessible(page);
    await page
      .getByRole("button", { name: /with Pengiun: click for accounts/ })
      .first()
      .press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Log into Northstar Boulder" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: /^Rename Pengiun to Penguin/ }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: /Northstar Boulder/ }).waitFor();
    await dialog.getByRole("button", { name: "Preview" }).press("Enter");
    await dialog.getByText("Will be renamed").waitFor();
    await dialog.getByText(/Used by \d+ classes/).waitFor();
    await expectAccessible(page);
    // The button that was pressed is gone; the next one goes on from there.
    const rename = dialog.getByRole("button", { name: "Rename in 1 account" });
    await expect.poll(() => rename.evaluate((it) => it === document.activeElement)).toBe(true);
    await rename.press("Enter");
    await dialog.getByRole("button", { name: "Undo" }).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: /^Rename Pengiun to Penguin/ }).waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "Undo" }).press("Enter");
    await dialog.getByText("Undone: the old name stands again").waitFor({ timeout: 60_000 });
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Close" }).last().press("Enter");
    await page.getByRole("button", { name: /^Rename Pengiun to Penguin/ }).waitFor();
    expect(offences).toEqual([]);
  });
});
