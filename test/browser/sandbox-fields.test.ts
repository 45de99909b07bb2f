import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_CARDS } from "../../worker/providers/payments/sandbox/scenarios.ts";
import { expectAccessible, launch, origin, visit } from "./office.ts";

/** Puts a page of fields where the sandbox would: what asks for it is not part of this test. */
async function openFields(page: Page, opened: boolean): Promise<{ path: string; id: string }> {
  const id = `set_${Math.floor(performance.now() * 1000)}`;
  const form = { setupId: id, returnUrl: `${origin()}/local/payments?back=1` };
  const answer = await page.request.post(`${origin()}/local/payments/try-fields`, { form, maxRedirects: 0 });
  const path = new URL(answer.headers().location ?? "", origin()).pathname;
  if (!opened) await page.goto(`${origin()}${path}`);
  return { path, id };
}

describe.each(["light", "dark"] as const)("the sandbox's pages, %s", (colorScheme) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("take a card with the keyboard alone, and walk back", async () => {
    const { page, offences, context } = await visit(browser, { colorScheme });
    await openFields(page, false);
    await expectAccessible(page);
    await page.getByLabel("Card number").focus();
    for (const text of [TEST_CARDS[0]!.number, "04/39", "123", "Ann Nunez"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?back=1&fields=sandbox_method_/);
    await expectAccessible(page);
    await page.goto(`${origin()}/local/payments/acc_trial`);
    await page.getByRole("button", { name: "Bank renews it" }).first().waitFor();
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("say what is wrong beside it", async () => {
    const { page, offences, context } = await visit(browser, { colorScheme, width: 390 });
    await openFields(page, false);
    await page.getByLabel("Card number").fill("4111 1111 1111 1112");
    await page.getByLabel("Expires").fill("04/39");
    await page.getByLabel("Security code").fill("123");
    await page.getByLabel("Name on the card").fill("Ann");
    await page.getByRole("button", { name: "Use this card" }).click();
    const field = page.getByLabel("Card number");
    await field.waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("tell the window that opened them, and close", async () => {
    const { page, offences, context } = await visit(browser, { colorScheme });
    await page.goto(`${origin()}/local/payments`);
    const { path, id } = await openFields(page, true);
    const popup = page.waitForEvent("popup");
    await page.evaluate((where) => {
      const told = window as unknown as { told?: unknown };
      addEventListener("message", (event) => {
        told.told = event.data;
      });
      window.open(where, "fields", "popup");
    }, path);
    const fields = await popup;
    const closed = fields.waitForEvent("close");
    await fields.getByRole("link", { name: /Cancel/ }).click();
    await closed;
    const told = await page.evaluate(() => (window as unknown as { told?: unknown }).told);
    expect(told).toEqual({ source: "chalkline-fields", id, token: null });
    expect(offences).toEqual([]);
    await context.close();
  });
});
