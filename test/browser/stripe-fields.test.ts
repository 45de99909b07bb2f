import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";
import { STAND_IN, stripeDesk } from "./stripe-stand-in.ts";

const ACCOUNT = "lagoon";

/** The office on Stripe: the server's answers say so, and js.stripe.com is a stand-in that keeps what it is asked. */
async function officeOf(browser: Browser, options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const office = await visit(browser, options);
  await office.context.route("https://js.stripe.com/**", (route) =>
    route.fulfill({ contentType: "text/javascript", body: STAND_IN }),
  );
  await signIn(office.page, ACCOUNT);
  return office;
}

async function openFields(page: Page, context: BrowserContext): Promise<Page> {
  const popup = context.waitForEvent("page");
  await page.getByRole("button", { name: "Add card or bank account" }).click();
  const fields = await popup;
  await fields.waitForURL(/\/payment-fields#/);
  return fields;
}

describe("the page of Stripe's fields", () => {
  let browser: Browser;
  let familyId: string;
  beforeAll(async () => {
    browser = await launch();
    const { page, context } = await visit(browser);
    await signIn(page, ACCOUNT);
    const answer = await page.request.post(`${origin()}/api/office/${ACCOUNT}/families`, {
      data: { name: "Stripewell", guardians: [{ firstName: "Ada", lastName: "Stripewell" }] },
      headers: { origin: origin(), "x-requested-by": "chalkline", "idempotency-key": crypto.randomUUID() },
    });
    familyId = ((await answer.json()) as { id: string }).id;
    await context.close();
  });
  afterAll(() => browser.close());

  const ledger = async ({ page }: Visit) => {
    await page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}?tab=ledger`);
    await settled(page);
  };

  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)("saves what was entered and tells the office, %s at %i", async (colorScheme, width) => {
    const office = await officeOf(browser, { colorScheme, width });
    const desk = await stripeDesk(office.page);
    await ledger(office);
    const fields = await openFields(office.page, office.context);
    const closed = fields.waitForEvent("close");
    await fields.getByRole("button", { name: "Save" }).waitFor();
    await fields.getByText(/Enter the card/).waitFor();
    const made = await fields.evaluate(() => (window as unknown as { played: object }).played);
    expect(made).toMatchObject({
      publishableKey: "pk_test_school",
      clientSecret: "seti_1_secret",
      theme: colorScheme === "dark" ? "night" : "stripe",
      payment: {
        wallets: { applePay: "never", googlePay: "never", link: "never" },
        defaultValues: { billingDetails: { name: "Ada Stripewell" } },
      },
    });
    await expectAccessible(fields);
    expect(await fields.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await fields.getByLabel("Card number").fill("4000");
    await fields.getByRole("button", { name: "Save" }).click();
    await fields.getByRole("alert").getByText("Your card number is incomplete.").waitFor();
    await expectAccessible(fields);
    await fields.getByLabel("Card number").fill("4242424242424242");
    await fields.keyboard.press("Enter");
    await closed;
    await office.page.getByText("The payment method was kept").waitFor();
    expect(desk.finished).toEqual(["pst_played"]);
    expect(office.offences).toEqual([]);
    await office.context.close();
  });

  it("gives up, also when the window is simply closed, and asks the server what is there", async () => {
    const office = await officeOf(browser);
    const desk = await stripeDesk(office.page);
    await ledger(office);
    const add = office.page.getByRole("button", { name: "Add card or bank account" });
    const first = await openFields(office.page, office.context);
    const closed = first.waitForEvent("close");
    await first.getByRole("button", { name: "Cancel" }).click();
    await closed;
    await expect.poll(() => add.isEnabled()).toBe(true);
    expect(desk.finished).toEqual([]);
    const second = await openFields(office.page, office.context);
    await second.getByLabel("Card number").waitFor();
    await second.close();
    await expect.poll(() => desk.finished).toEqual(["pst_played"]);
    expect(office.offences).toEqual([]);
    await office.context.close();
  });

  it("says what is wrong when the script does not come, and tries again", async () => {
    const office = await officeOf(browser);
    await stripeDesk(office.page);
    let isBlocked = true;
    await office.context.route("https://js.stripe.com/**", (route) =>
      isBlocked ? route.abort() : route.fallback(),
    );
    await ledger(office);
    const fields = await openFields(office.page, office.context);
    await fields.getByText(/could not be opened/).waitFor();
    await expectAccessible(fields);
    isBlocked = false;
    await fields.getByRole("button", { name: "Try again" }).click();
    await fields.getByLabel("Card number").waitFor();
    expect(office.offences).toEqual([]);
    await office.context.close();
  });

  it("can reach neither this school's data nor the window that opened it", async () => {
    const office = await officeOf(browser);
    await stripeDesk(office.page);
    await ledger(office);
    const fields = await openFields(office.page, office.context);
    await fields.getByLabel("Card number").waitFor();
    expect(await fields.evaluate(() => window.opener)).toBeNull();
    const reached = await fields.evaluate(
      (path) =>
        fetch(path).then(
          () => "reached",
          () => "refused",
        ),
      "/api/office/x",
    );
    expect(reached).toBe("refused");
    await expect.poll(() => office.offences).toEqual([expect.stringMatching(/^policy: connect-src/)]);
    await office.page.goto("about:blank");
    const alone = await office.context.newPage();
    await alone.goto(`${origin()}/payment-fields`);
    await alone.getByText(/Open this page from a family/).waitFor();
    await expectAccessible(alone);
    await office.context.close();
  });
});
