import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, visit } from "./office.ts";

const HEADER =
  "Family ID,Guardian First Name,Guardian Last Name,Email,Cell Phone,Student First Name,Student Last Name,DOB,Allergies";
const ZEPHYRINE = "A1,Quilla,Zephyrine,quilla@example.net,(415) 555-0171";
const ROWS = [
  `${ZEPHYRINE},Milo,Zephyrine,2018-03-04,Peanuts`,
  `${ZEPHYRINE},Ada,Zephyrine,2020-07-08,`,
  "A2,Oswin,Tarrow,oswin@example.net,(415) 555-0172,Bea,Tarrow,2019-13-45,",
];

/** Drops a CSV on the import page and lets it run to its result. */
async function importCsv(page: Page, rows: readonly string[]): Promise<string> {
  await page.goto(`${origin()}/a/lagoon/imports`);
  await settled(page);
  const buffer = Buffer.from([HEADER, ...rows].join("\r\n"));
  await page.setInputFiles("input[type=file]", { name: "families.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "See what would happen" }).click();
  await page.getByRole("heading", { name: "What would happen" }).waitFor();
  const foreseen = await page.locator("main").textContent();
  const start = page.getByRole("button", { name: /^Import \d/ });
  if ((await start.count()) > 0 && (await start.isEnabled())) {
    await start.click();
    await page.getByRole("button", { name: "Undo the whole import" }).waitFor();
  }
  return foreseen ?? "";
}

async function search(page: Page, typed: string): Promise<void> {
  await page.goto(`${origin()}/a/lagoon/families`);
  await settled(page);
  await page.keyboard.press("/");
  await page.keyboard.type(typed);
  await page.waitForURL(/q=/);
  await settled(page);
}

describe("a day at the front desk", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("import a file, find a family by phone, edit, undo, see it in the audit log, log out", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, "lagoon");

    const foreseen = await importCsv(page, ROWS);
    expect(foreseen).toMatch(/1 new family/);
    expect(foreseen).toMatch(/1 row refused/);
    await expectAccessible(page);

    await search(page, "415.555.0171");
    await page
      .getByRole("link", { name: /Zephyrine/ })
      .first()
      .click();
    await page.getByText("Milo: Peanuts").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/families\/fam_/);
    await page.getByRole("heading", { level: 1, name: "Zephyrine" }).waitFor();

    await page.getByRole("button", { name: /edit flag/i }).click();
    await page.keyboard.type("Grandmother collects on Fridays");
    await page.keyboard.press("Enter");
    await page.getByText("Grandmother collects on Fridays").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await page.getByText("Grandmother collects on Fridays").first().waitFor({ state: "detached" });

    await page.goto(`${origin()}/a/lagoon/audit`);
    await page
      .getByText(/Undid: Changed the family Zephyrine/)
      .first()
      .waitFor();
    await page
      .getByText(/Changed the family Zephyrine/)
      .nth(1)
      .waitFor();

    await page
      .getByRole("button", { name: /Olivia Owens|account|user menu/i })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Log Out", exact: true }).click();
    await page.waitForURL(/\/login/);
    expect((await context.request.get(`${origin()}/api/office/lagoon/session`)).status()).toBe(401);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("the same file again makes nobody twice, and one undo takes the whole import back", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, "lagoon");
    const again = await importCsv(page, ROWS.slice(0, 2));
    expect(again).not.toMatch(/new famil/);
    await importCsv(page, ["B7,Vesper,Quillon,vesper@example.net,(415) 555-0199,Ira,Quillon,2017-01-01,"]);
    await page.getByRole("button", { name: "Undo the whole import" }).click();
    await page
      .getByText(/undone|taken back/i)
      .first()
      .waitFor();
    await expect
      .poll(async () => {
        const found = await context.request.get(`${origin()}/api/office/lagoon/families?q=quillon`);
        return ((await found.json()) as { rows: unknown[] }).rows.length;
      })
      .toBe(0);
    await context.close();
  });
});
