import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_ACCOUNTS, TEST_ROUTING_NUMBER } from "../../worker/providers/payments/sandbox/scenarios.ts";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";
import { type Door, door, type OwnFamily, officeOf, ownClass, ownFamily } from "./own-family.ts";
import { schoolDay } from "./school-day.ts";

const SCHOOL = "summit";

describe.each([390, 1_440])("paying with a code, from a bank and from credit, at %s px", (width) => {
  let browser: Browser;
  let guest: Visit;
  let page: Page;
  let family: OwnFamily;
  let own: Door;
  let office: Door;
  const stamp = `${width}x${Date.now() % 10_000}`;
  const classes: string[] = [];

  beforeAll(async () => {
    browser = await launch();
    office = await officeOf(browser, SCHOOL);
    for (const name of [`Tumblers ${stamp}`, `Jumpers ${stamp}`]) {
      classes.push((await ownClass(office, { name })).id);
    }
    const promo = { name: `Spring ${stamp}`, code: `SPRING${stamp}`, kind: "percent", percentBp: 5_000 };
    await office.send("post", "/tuition/promos", promo);
    guest = await visit(browser, { width, colorScheme: width === 390 ? "light" : "dark" });
    page = guest.page;
    family = await ownFamily(office, {
      context: guest.context,
      school: SCHOOL,
      name: "Pays",
      children: ["Ada"],
    });
    own = door(guest.context.request, "family", SCHOOL);
    const { locations } = await own.get<{ locations: { id: string }[] }>("/portal");
    const credit = { familyId: family.id, locationId: locations[0]!.id, method: "gift", amountMinor: 90_000 };
    await office.send("post", "/ledger/credits", {
      ...credit,
      givenOn: schoolDay(SCHOOL),
    });
  });
  afterAll(() => browser.close());

  const open = async (path: string) => {
    await page.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(page);
  };
  const intoCart = async (classId: string) => {
    const { starts } = await own.get<{ starts: { onDate: string }[] }>(`/classes/${classId}/choices`);
    const line = { classId, studentId: family.students[0]!.id, startsOn: starts[0]!.onDate };
    await own.send("post", "/cart/items", line);
  };
  const acceptAll = async () => {
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all()) await box.check();
  };
  const addBank = async (name = "pending") => {
    const popup = page.waitForEvent("popup");
    await page.getByRole("button", { name: /^Add a card/ }).click();
    const fields = await popup;
    await fields.waitForURL(/\/local\/payments\/fields\//);
    const closed = fields.waitForEvent("close");
    const bank = TEST_ACCOUNTS.find((known) => known.name === name)!;
    await fields.getByLabel("Routing number").fill(TEST_ROUTING_NUMBER);
    await fields.getByLabel("Account number").fill(bank.accountNumber);
    await fields.getByLabel("Name of the holder").fill("Gale Pays");
    await fields.getByRole("checkbox").check();
    await fields.getByRole("button", { name: "Use this account" }).click();
    await closed;
  };

  it("takes half off with a code, and the rest from the bank account, pending until the bank says so", async () => {
    await intoCart(classes[0]!);
    await open("/cart");
    await page.getByLabel("Promo code").fill("SPRIGN");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("There is no such code.").waitFor();
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByText("The code SPRIGN is not counted").waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go on without it" }).click();
    await expect.poll(() => page.getByText("SPRIGN").count()).toBe(0);
    await page.getByRole("link", { name: "Back to the cart" }).click();
    await page.getByLabel("Promo code").fill(`spring${stamp}`);
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText(/is applied$/).waitFor();
    await page.getByText("Taken off already").first().waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByRole("heading", { name: "What you book" }).waitFor();
    await page.getByRole("checkbox", { name: /^Use my credit of/ }).uncheck();
    await addBank();
    await page.getByRole("radio").last().check();
    await acceptAll();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Pay \$/ }).click();
    await page.getByRole("heading", { name: "All done" }).waitFor();
    await page.getByText(/is on its way from your bank/).waitFor();
    await expectAccessible(page);
  });

  it("takes the next one from the credit, without asking for a card", async () => {
    await intoCart(classes[1]!);
    await open("/checkout");
    const credit = page.getByRole("checkbox", { name: /^Use my credit of/ });
    await credit.check();
    await acceptAll();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Book now" }).click();
    await page.getByRole("heading", { name: "All done" }).waitFor();
    await page.getByText(/was paid from your credit/).waitFor();
  });

  it("switches autopay on after its text, and off again", async () => {
    await open("/account/methods");
    const autopay = page.getByRole("switch", { name: /^Autopay/ });
    await autopay.click();
    const dialog = page.getByRole("dialog", { name: /^Switch autopay on/ });
    await dialog.getByRole("checkbox").first().check();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await autopay.click();
    expect(await dialog.getByRole("checkbox").first().isChecked()).toBe(false);
    for (const box of await dialog.getByRole("checkbox").all()) await box.check();
    await settled(page);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Switch autopay on" }).click();
    await expect.poll(() => autopay.isChecked()).toBe(true);
    await autopay.click();
    await expect.poll(() => autopay.isChecked()).toBe(false);
    // Drafts take from the primary method only, so no other one offers what would not be done.
    await addBank("settles");
    await page.getByText("Autopay takes from the primary one only.").waitFor();
    expect(await page.getByRole("switch").count()).toBe(1);
    // Another primary one ends what was authorised for the one before, and says so first.
    await autopay.click();
    for (const box of await dialog.getByRole("checkbox").all()) await box.check();
    await dialog.getByRole("button", { name: "Switch autopay on" }).click();
    await expect.poll(() => autopay.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Remove" }).first().click();
    const removing = page.getByRole("dialog", { name: /^Remove / });
    await removing.getByText(/^Autopay is on for it and ends with this/).waitFor();
    await removing.getByRole("button", { name: "Keep it" }).click();
    await removing.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Make it the primary one" }).click();
    const question = page.getByRole("dialog", { name: /^Make .* the primary one\?$/ });
    await question.getByText(/^Autopay is on for .* and ends with this/).waitFor();
    await expectAccessible(page);
    await question.getByRole("button", { name: "Make it the primary one" }).click();
    await question.waitFor({ state: "detached" });
    await expect.poll(() => autopay.isChecked()).toBe(false);
    expect(await autopay.count()).toBe(1);
    await open("/account/history");
    await expectAccessible(page);
  });

  it("names whose each line is, says what became of a payment where one looks, and house words in Spanish", async () => {
    const options = await office.get<{ today: string; locations: { id: string }[] }>("/ledger/options");
    const line = { studentId: family.students[0]!.id, baseMinor: 4_000 };
    await office.send("post", "/ledger/charges", {
      ...{ familyId: family.id, locationId: options.locations[0]!.id, chargeOn: options.today },
      lines: [
        { ...line, description: "Team jacket, adjusted" },
        { ...line, description: "Yearly registration: Ada Pays" },
      ],
    });
    await open("/account/payments");
    await page.getByText(/^Ada Pays · Charge \d+$/).waitFor();
    await page.getByRole("checkbox", { name: "Pay Team jacket, adjusted, Ada Pays" }).waitFor();
    await page.getByRole("checkbox", { name: "Pay Yearly registration: Ada Pays", exact: true }).waitFor();
    for (const box of await page.getByRole("checkbox", { name: /^Pay / }).all()) await box.uncheck();
    expect(await page.getByRole("heading", { name: "How you pay" }).count()).toBe(0);
    await page.getByRole("checkbox", { name: /^Pay Team jacket/ }).check();
    const pay = page.getByRole("button", { name: /^Pay \$.+ from my credit/ });
    const failOnce = (route: Route) =>
      route.request().method() === "POST" ? route.fulfill({ status: 500 }) : route.continue();
    await page.setViewportSize({ width, height: 560 });
    await page.route("**/payments/owed", failOnce);
    await pay.click();
    const failed = page.getByText("Something went wrong on our side");
    await failed.waitFor();
    await page.unroute("**/payments/owed", failOnce);
    // The notice, which lives for twelve seconds, does not lie on the button, also at the bottom of a low window.
    await pay.click({ timeout: 8_000 });
    await page.setViewportSize({ width, height: 900 });
    const paid = page.getByText(/was paid from your credit/);
    await paid.waitFor();
    const isFocused = () =>
      paid.evaluate(
        (text) => document.activeElement?.matches("[tabindex]") && document.activeElement.contains(text),
      );
    await expect.poll(isFocused).toBe(true);
    expect((await paid.boundingBox())!.y).toBeGreaterThan(0);
    await page.context().addCookies([{ name: "chalkline-language", value: "es", url: origin() }]);
    await open("/account/history");
    await page.getByText("Team jacket, ajustado").first().waitFor();
    expect(guest.offences).toEqual([]);
  });
});
