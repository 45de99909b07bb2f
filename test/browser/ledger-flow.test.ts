import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, post, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "pointe";
const API = () => `${origin()}/api/office/${ACCOUNT}`;

/** A family of its own, so that nobody else's money is in its ledger. */
async function newFamily(page: Page): Promise<string> {
  const { id } = await post<{ id: string }>(page, ACCOUNT, "/families", {
    name: "Ledgerwood",
    guardians: [{ firstName: "Iris", lastName: "Ledgerwood" }],
    students: [{ firstName: "Nell", lastName: "Ledgerwood" }],
  });
  return id;
}

describe("a family's ledger, by keyboard alone", () => {
  let browser: Browser;
  let owner: Visit;
  let familyId: string;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, ACCOUNT);
    familyId = await newFamily(owner.page);
    await owner.page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}?tab=ledger`);
    await settled(owner.page);
  });
  afterAll(() => browser.close());

  const dialog = () => owner.page.getByRole("dialog").last();
  const toast = (text: RegExp) => owner.page.getByText(text).first().waitFor();
  const figure = (label: string) =>
    owner.page.locator("dl > div").filter({ hasText: label }).locator("dd").first();
  const row = (title: string) => owner.page.getByRole("row").filter({ hasText: title }).first();
  const entry = (title: string) => owner.page.getByRole("button", { name: title, exact: true }).first();
  /**
   * What was done is drawn anew, without the button that was pressed, which leaves the focus in its drawer: the next key
   * waits for that, as a hand does.
   */
  const leaveDrawer = async () => {
    await settled(owner.page);
    await expect.poll(() => owner.page.locator("[role=dialog]").count()).toBe(1);
    await expect.poll(() => dialog().evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await owner.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  };
  const press = (name: string | RegExp) => dialog().getByRole("button", { name }).press("Enter");

  it("charges, with its tax and the total said before", async () => {
    const { page } = owner;
    await page.getByRole("heading", { name: "Nothing charged and nothing paid yet" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("c");
    await dialog().getByRole("heading", { name: "New charge" }).waitFor();
    await page.keyboard.type("Recital costume");
    await page.keyboard.press("Tab");
    await page.keyboard.type("45");
    await dialog().getByRole("button", { name: "Charge £47.81" }).waitFor();
    await dialog().getByText("With £2.81 tax").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await toast(/Charged the family Ledgerwood/);
    await row("Recital costume").waitFor();
    await expect.poll(() => figure("Balance").textContent()).toBe("£47.81");
  });

  it("keeps a notice away from what a phone's drawer has at its foot", async () => {
    const { page } = owner;
    const desk = page.viewportSize()!;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("p");
    const take = dialog().getByRole("button", { name: "Take £47.81" });
    await take.waitFor();
    await settled(page);
    const notice = await page.getByText(/^Charged the family Ledgerwood/).boundingBox();
    expect(notice!.y + notice!.height).toBeLessThan((await take.boundingBox())!.y - 100);
    await take.click({ trial: true });
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await page.setViewportSize(desk);
  });

  it("says what is wrong with a charge, field by field", async () => {
    const { page } = owner;
    await page.keyboard.press("c");
    await dialog().getByRole("heading", { name: "New charge" }).waitFor();
    await page.keyboard.press("Enter");
    await dialog().getByText("2 things need a look").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  it("does not lose to a key what was typed into a form", async () => {
    const { page } = owner;
    const form = page.getByRole("dialog", { name: "New charge" });
    const question = page.getByRole("dialog", { name: "Close without saving?" });
    await page.keyboard.press("c");
    await form.waitFor();
    await page.keyboard.type("Recital shoes");
    await page.keyboard.press("Escape");
    await question.waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    const typed = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
    await expect.poll(typed).toBe("Recital shoes");
    await page.keyboard.type(", two");
    await expect.poll(typed).toBe("Recital shoes, two");
    await page.keyboard.press("Escape");
    await question.getByRole("button", { name: "Discard" }).press("Enter");
    await dialog().waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).not.toBe("body");
    await page.keyboard.press("c");
    await form.waitFor();
    await expect.poll(typed).toBe("");
    await page.keyboard.type("ab");
    for (let i = 0; i < 2; i++) await page.keyboard.press("Backspace");
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  it("takes a part payment of what is due and shows the receipt", async () => {
    const { page } = owner;
    await page.keyboard.press("p");
    await dialog().getByRole("button", { name: "Take £47.81" }).waitFor();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("20");
    await page.mouse.click(40, 450);
    await dialog().getByRole("button", { name: "Take £20.00" }).waitFor();
    await dialog().getByLabel("Charges that I choose").check();
    await press("Take £20.00");
    await dialog().getByText("One thing needs a look").waitFor();
    await dialog().getByLabel("What is due longest, first").check();
    await expectAccessible(page);
    const cancel = dialog().getByRole("button", { name: "Cancel" });
    const stood = await cancel.boundingBox();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await page.route("**/ledger/payments", (route) => held.then(() => route.continue()));
    await dialog().getByLabel("Amount", { exact: true }).press("Enter");
    await dialog().locator("[aria-busy=true]").waitFor();
    expect(await cancel.boundingBox()).toEqual(stood);
    letGo();
    await dialog().getByRole("heading", { name: "Payment taken" }).waitFor();
    await expect.poll(() => dialog().textContent()).toContain("£27.81");
    await expectAccessible(page);
    await press("See receipt");
    await page.getByRole("article", { name: "Receipt" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await row("Cash payment").waitFor();
    await expect.poll(() => figure("Balance").textContent()).toBe("£27.81");
  });

  it("gives credit and applies it, after saying to what", async () => {
    const { page } = owner;
    await page.getByRole("button", { name: "Give credit" }).press("Enter");
    await dialog().getByRole("heading", { name: "Give credit" }).waitFor();
    expect(await dialog().getByText("Nothing is left of it.").count()).toBe(0);
    await page.keyboard.type("10");
    await page.keyboard.press("Enter");
    await expect.poll(() => figure("On account").textContent()).toBe("£10.00 cr");
    await page.getByRole("button", { name: "Apply it…" }).press("Enter");
    await dialog().getByRole("button", { name: "Apply £10.00" }).waitFor();
    await expectAccessible(page);
    await press("Apply £10.00");
    await expect.poll(() => figure("On account").textContent()).toBe("Nothing");
  });

  it("edits a charge with the hands on the keyboard, and leaves it as it was", async () => {
    const { page } = owner;
    await entry("Recital costume").press("Enter");
    await press("Edit");
    await dialog()
      .getByRole("heading", { name: /^Edit charge/ })
      .waitFor();
    await page.keyboard.press("End");
    await page.keyboard.type(" in red");
    expect(await dialog().getByLabel("Title").inputValue()).toBe("Recital costume in red");
    expect(await dialog().locator("footer").isVisible()).toBe(false);

    // At another desk the same charge is given another note: whoever is told so finds it when they look.
    const id = new URL(page.url()).searchParams.get("document")!;
    const detail = await (await page.request.get(`${API()}/ledger/charges/${id}`)).json();
    const { version, title, dueOn, earlyBirdOn } = detail;
    const headers = {
      origin: origin(),
      "idempotency-key": crypto.randomUUID(),
      "x-requested-by": "chalkline",
    };
    const data = { version, title, dueOn, earlyBirdOn, note: "Size M" };
    await page.request.patch(`${API()}/ledger/charges/${id}`, { data, headers });
    await press("Save");
    await dialog()
      .getByText(/^Somebody else changed this charge/)
      .waitFor();
    await press("Cancel");
    await dialog().getByText("Size M").waitFor();
    await press("Edit");
    expect(await dialog().getByLabel("Note").inputValue()).toBe("Size M");
    await press("Cancel");
    await dialog().getByRole("heading", { name: "Recital costume", exact: true }).waitFor();
    await leaveDrawer();
  });

  it("voids the charge: what had paid it lies on account", async () => {
    const { page } = owner;
    await entry("Recital costume").press("Enter");
    await dialog().getByRole("heading", { name: "Recital costume" }).waitFor();
    await expectAccessible(page);
    await press("Void…");
    const asked = page.getByRole("dialog", { name: /^Void charge/ });
    await asked.waitFor();
    await page.keyboard.type("Outgrown before it came");
    await expect.poll(() => asked.textContent()).toContain("goes back on the family’s account");
    await expectAccessible(page);
    await press(/^Void £47.81/);
    await toast(/Voided the charge/);
    await leaveDrawer();
    await expect.poll(() => figure("Balance").textContent()).toBe("£30.00 cr");
  });

  it("refunds the payment, and says that this stays", async () => {
    const { page, offences } = owner;
    await entry("Cash payment").press("Enter");
    await press("Refund…");
    const asked = page.getByRole("dialog", { name: /^Refund of receipt/ });
    await asked.getByLabel("Reason").fill("Paid by mistake");
    await expectAccessible(page);
    await press("Refund £20.00");
    await toast(/Refunded £20.00/);
    await leaveDrawer();
    await expect.poll(() => figure("Balance").textContent()).toBe("£10.00 cr");
    await page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}/statement`);
    await page.getByRole("article", { name: "Statement" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    const pdf = await page.request.get(`${API()}/papers/statements/${familyId}/pdf`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    expect(offences).toEqual([]);
  });
});
