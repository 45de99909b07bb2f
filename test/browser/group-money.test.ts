import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "pointe";
const API = () => `${origin()}/api/office/${ACCOUNT}`;
/** More than are charged while somebody waits. */
const FAMILIES = 260;

describe("money of many families at once", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    const grown = await fetch(`${origin()}/local/grow`, {
      method: "POST",
      body: JSON.stringify({ account: ACCOUNT, families: FAMILIES }),
    });
    expect(grown.ok).toBe(true);
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, ACCOUNT);
  });
  afterAll(() => browser.close());

  const go = async (page: Page, path: string) => {
    await page.goto(`${origin()}/a/${ACCOUNT}${path}`);
    await settled(page);
  };

  it("a charge of more families than somebody waits for shows its progress, may be left, and is done", async () => {
    const { page } = owner;
    await go(page, "/families");
    await page.getByRole("checkbox", { name: /^Select all/ }).press("Space");
    const charge = page.getByRole("button", { name: "Charge…" });
    // Only what the list has loaded can be charged: it is gone through to its end.
    await page.getByRole("row").nth(3).hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 20_000);
        return charge.isEnabled();
      })
      .toBe(true);
    await charge.press("Enter");
    const drawer = page.getByRole("dialog");
    await drawer.getByLabel("What for").fill("Show costume");
    await drawer.getByLabel("Amount", { exact: true }).fill("12.50");
    await drawer.getByRole("button", { name: "Preview" }).press("Enter");
    const act = drawer.getByRole("button", { name: /^Charge \d+ families/ });
    await act.waitFor();
    const count = Number(/\d+/.exec((await act.textContent())!)![0]);
    expect(count).toBeGreaterThan(200);
    // The first word of how far it is comes late enough to be seen.
    await page.route("**/api/office/*/tasks/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await act.press("Enter");
    const bar = drawer.getByRole("progressbar", { name: "Charging" });
    await bar.waitFor();
    expect(Number(await bar.getAttribute("aria-valuemax"))).toBe(count);
    await expectAccessible(page);
    await page.getByText(`${count} families charged`).first().waitFor({ timeout: 60_000 });
    await drawer.waitFor({ state: "hidden" });
    expect(owner.offences).toEqual([]);
  });

  it("a draft can be limited to families with a keyword, and the preview was made so", async () => {
    const { page } = owner;
    await go(page, "/transactions/new/payments");
    const keyword = page.getByLabel(/^Only families with the keyword/);
    await keyword.focus();
    await keyword.press("ArrowDown");
    const chosen = await keyword.inputValue();
    expect(chosen).toMatch(/^kwd_/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Prepare the preview" }).press("Enter");
    await page.waitForURL(/\/transactions\/run_/);
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const run = (await (await page.request.get(`${API()}/transactions/${id}`)).json()) as { input: object };
    expect(run.input).toMatchObject({ kind: "payments", keywordId: chosen });
    expect(owner.offences).toEqual([]);
  });
});
