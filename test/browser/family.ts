import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { TEST_CARDS } from "../../worker/providers/payments/sandbox/scenarios.ts";
import { origin, PASSWORD } from "./office.ts";

/** Signs a guardian in as the log-in page does, for tests that are about what comes afterwards. */
export async function signInFamily(
  context: BrowserContext,
  account: string,
  email = `guardian@${account}.example`,
): Promise<void> {
  const answer = await context.request.post(`${origin()}/api/family/${account}/session`, {
    headers: { origin: origin(), "x-requested-by": "chalkline" },
    data: { email, password: PASSWORD },
  });
  expect(answer.status()).toBe(200);
}

/** Enters a card at the checkout, in the window that the sandbox opens for it. */
export async function keepCard(page: Page, name: string): Promise<void> {
  const before = await page.getByRole("radio").count();
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: /^Add a card/ }).click();
  const fields = await popup;
  await fields.waitForURL(/\/local\/payments\/fields\//);
  const closed = fields.waitForEvent("close");
  await fields.getByLabel("Card number").fill(TEST_CARDS.find((known) => known.name === name)!.number);
  await fields.getByLabel("Expires").fill("04/39");
  await fields.getByLabel("Security code").fill("123");
  await fields.getByLabel("Name on the card").fill("Gale Guardian");
  await fields.getByRole("button", { name: "Use this card" }).click();
  await closed;
  await expect.poll(() => page.getByRole("radio").count()).toBe(before + 1);
}
