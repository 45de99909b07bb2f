import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  TEST_ACCOUNTS,
  TEST_CARDS,
  TEST_ROUTING_NUMBER,
} from "../../worker/providers/payments/sandbox/scenarios.ts";
import { expectAccessible, launch, origin, post, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "pointe";
const API = () => `${origin()}/api/office/${ACCOUNT}`;

describe("cards and bank accounts on file", () => {
  let browser: Browser;
  let owner: Visit;
  let familyId: string;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    const { page } = owner;
    await signIn(page, ACCOUNT);
    const family = await post<{ id: string }>(page, ACCOUNT, "/families", {
      name: "Cardwell",
      guardians: [{ firstName: "Ada", lastName: "Cardwell" }],
      students: [{ firstName: "Bo", lastName: "Cardwell" }],
    });
    familyId = family.id;
    const answer = await page.request.get(`${API()}/ledger/options`);
    const options = (await answer.json()) as { today: string; locations: { id: string }[] };
    for (const description of ["Recital costume", "Summer camp", "Team jacket"]) {
      const lines = [{ description, baseMinor: 4000 }];
      const locationId = options.locations[0]!.id;
      await post(page, ACCOUNT, "/ledger/charges", { familyId, locationId, chargeOn: options.today, lines });
    }
    await page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}?tab=ledger`);
    await settled(page);
  });
  afterAll(() => browser.close());

  const dialog = () => owner.page.getByRole("dialog").last();
  const part = () => owner.page.getByRole("region", { name: "Payment methods" });

  const add = async (fill: (fields: Page) => Promise<void>) => {
    const popup = owner.page.waitForEvent("popup");
    await part().getByRole("button", { name: "Add card or bank account" }).click();
    const fields = await popup;
    await fields.waitForURL(/\/local\/payments\/fields\//);
    const closed = fields.waitForEvent("close");
    await fill(fields);
    await closed;
  };
  const card = (name: string) => async (fields: Page) => {
    await fields.getByLabel("Card number").fill(TEST_CARDS.find((known) => known.name === name)!.number);
    await fields.getByLabel("Expires").fill("04/39");
    await fields.getByLabel("Security code").fill("123");
    await fields.getByLabel("Name on the card").fill("Ada Cardwell");
    await fields.getByRole("button", { name: "Use this card" }).click();
  };
  const payWith = async (method: RegExp, amount: string) => {
    const { page } = owner;
    await page.getByRole("button", { name: "Take payment" }).click();
    const kind = dialog().getByLabel("Kind");
    await expect
      .poll(() => kind.locator("option").allTextContents())
      .toContainEqual(expect.stringMatching(method));
    const labels = await kind.locator("option").allTextContents();
    await kind.selectOption({ label: labels.find((label) => method.test(label))! });
    await dialog().getByLabel("Amount", { exact: true }).fill(amount);
    await expectAccessible(page);
    await dialog()
      .getByRole("button", { name: /^Take £/ })
      .click();
  };

  it("keeps a card that is entered on the processor's own page", async () => {
    await add(card("good"));
    await part().getByText("Visa ·· 1111").waitFor();
    await part().getByText("Primary").waitFor();
    await expectAccessible(owner.page);
  });

  it("notes who authorised autopay", async () => {
    await part().getByRole("button", { name: "Turn autopay on…" }).click();
    await dialog().getByLabel("Authorised by").fill("Ada Cardwell");
    await expectAccessible(owner.page);
    await dialog().getByRole("button", { name: "Turn on" }).click();
    await part()
      .getByText(/Authorised by Ada Cardwell/)
      .waitFor();
  });

  it("takes a payment with it", async () => {
    await payWith(/1111/, "40");
    await dialog().getByRole("heading", { name: "Payment taken" }).waitFor();
    await dialog().getByRole("button", { name: "Done" }).click();
    const { page } = owner;
    await page.getByRole("row").filter({ hasText: "Visa ending in 1111" }).first().click();
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await dialog().getByText("Visa ·· 1111", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  it("says why a card was declined", async () => {
    await add(card("insufficient"));
    const last4 = TEST_CARDS.find((known) => known.name === "insufficient")!.number.slice(-4);
    await part()
      .getByText(new RegExp(`·· ${last4}`))
      .first()
      .waitFor();
    await payWith(new RegExp(last4), "10");
    await dialog()
      .getByText(/not enough money/)
      .waitFor();
    await expectAccessible(owner.page);
    await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
    await part().getByText("Declined").waitFor();
  });

  it("shows an electronic check as pending until the bank says that it arrived", async () => {
    const { page } = owner;
    await add(async (fields) => {
      const bank = TEST_ACCOUNTS.find((known) => known.name === "pending")!;
      await fields.getByLabel("Routing number").fill(TEST_ROUTING_NUMBER);
      await fields.getByLabel("Account number").fill(bank.accountNumber);
      await fields.getByLabel("Name of the holder").fill("Ada Cardwell");
      await fields.getByRole("checkbox").check();
      await fields.getByRole("button", { name: "Use this account" }).click();
    });
    await payWith(/Sandbox Bank/, "30");
    await dialog()
      .getByText(/on its way/)
      .waitFor();
    await dialog().getByRole("button", { name: "Close", exact: true }).last().click();
    const row = page.getByRole("row").filter({ hasText: "Sandbox Bank ending in 0105" }).first();
    await expect.poll(() => row.textContent()).toContain("Pending");
    const found = (await (
      await page.request.get(`${API()}/payments/families/${familyId}/methods`)
    ).json()) as {
      attempts: { id: string; state: string }[];
    };
    const attemptId = found.attempts.find(({ state }) => state === "processing")!.id;
    await page.goto(`${origin()}/local/payments`);
    const accounts = await page.getByRole("link", { name: /^acc_/ }).allTextContents();
    for (const account of accounts) {
      const form = { attemptId, act: "settle" };
      await page.request.post(`${origin()}/local/payments/${account}/act`, { form });
    }
    await expect
      .poll(
        async () => {
          await page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}?tab=ledger`);
          await settled(page);
          return row.textContent();
        },
        { interval: 1_000 },
      )
      .not.toContain("Pending");
    expect(owner.offences).toEqual([]);
  });
});
