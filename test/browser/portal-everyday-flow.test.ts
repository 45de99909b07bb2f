import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCard, signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";
import { type Door, decide, door, type OwnFamily, officeOf, ownClass, ownFamily } from "./own-family.ts";
import { type School, schoolDay } from "./school-day.ts";
import { bringScreenReader, expectInOrder, listen, readThrough } from "./screen-reader.ts";

const SCHOOL: School = "summit";
const PHONE = 390;
const day = (fromToday: number) => schoolDay(SCHOOL, fromToday);

describe.each([PHONE, 1_440])("what happens on any day in the portal, at %s px", (width) => {
  let browser: Browser;
  let office: Door;
  let guest: Visit;
  let page: Page;
  let family: OwnFamily;
  let before: object;
  const stamp = `${width}x${Date.now() % 100_000}`;
  const early = `Early birds ${stamp}`;

  beforeAll(async () => {
    browser = await launch();
    office = await officeOf(browser, SCHOOL);
    guest = await visit(browser, { width, colorScheme: width === PHONE ? "dark" : "light" });
    await bringScreenReader(guest.context);
    page = guest.page;
    const asked = { context: guest.context, school: SCHOOL, name: `Day${stamp}`, children: ["Ada"] };
    family = await ownFamily(office, asked);
    before = await decide(office, { registrationMode: "priority" });
  });
  afterAll(async () => {
    await decide(office, before);
    await browser.close();
  });

  const open = async (path: string, on = page) => {
    await on.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(on);
  };
  const main = () => page.getByRole("main");
  const visible = (name: string | RegExp) => page.getByRole("button", { name }).and(page.locator(":visible"));

  it("lets those go first who hold the keyword, and tells the others from when on they may book", async () => {
    const keyword = await office.send<{ id: string }>("post", "/settings/keywords", {
      ...{ kind: "family", label: `First ${stamp}`, color: null },
    });
    await ownClass(office, {
      ...{ name: early, priorityKeywordId: keyword.id },
      ...{ priorityStartsOn: day(-2), priorityEndsOn: day(5) },
    });
    await open(`/classes?q=${encodeURIComponent(early)}`);
    await page.getByRole("link", { name: early }).click();
    await page
      .getByText(/^It opens for everybody on/)
      .and(page.locator(":visible"))
      .first()
      .waitFor();
    expect(await visible("Book a place").count()).toBe(0);
    await settled(page);
    await expectAccessible(page);
    await office.send("put", `/families/${family.id}/keywords`, { keywordIds: [keyword.id] });
    await page.reload();
    await visible("Book a place").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("What it costs").waitFor();
    await settled(page);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add to cart" }).click();
    await dialog.getByText(/is in your cart/).waitFor();
  });

  it("shows the classes of the location that was chosen, on every page and after a reload", async () => {
    const own = door(guest.context.request, "family", SCHOOL);
    const { locations } = await own.get<{ locations: { id: string; name: string }[] }>("/portal");
    const other = locations.at(-1)!;
    await open("/locations");
    await expectAccessible(page);
    const card = page.getByRole("listitem").filter({ hasText: other.name });
    await card.getByRole("button", { name: "Show classes here" }).click();
    await card.getByRole("button", { name: "You see classes here", pressed: true }).waitFor();
    await page.reload();
    await settled(page);
    await page
      .getByRole("link", { name: /^Book(ing)?$/ })
      .and(page.locator(":visible"))
      .first()
      .click();
    await page.waitForURL((url) => url.searchParams.get("location") === other.id);
    await settled(page);
    const { classes } = await own.get<{ classes: unknown[] }>(`/classes?location=${other.id}`);
    expect(await main().getByRole("article").count()).toBe(classes.length);
    await open("/locations");
    await page.getByRole("button", { name: "Show classes of every location" }).click();
    await page.getByRole("button", { name: "You see classes of every location", pressed: true }).waitFor();
  });

  it("keeps asking for the bank's word at the checkout, also after a reload, until the payer gives it", async () => {
    await open("/checkout");
    await keepCard(page, "asks_payer");
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all()) await box.check();
    await visible(/^Pay \$/).click();
    const confirm = page.getByRole("button", { name: "Confirm with the bank" });
    await confirm.waitFor();
    await settled(page);
    await page.reload();
    await confirm.waitFor();
    await expectAccessible(page);
    // The page looks again by itself; what it learns takes nothing away.
    await page.waitForResponse(/\/check$/);
    await settled(page);
    expect(await confirm.isVisible()).toBe(true);
    await page.getByRole("button", { name: "Try another way to pay" }).click();
    await page.getByRole("heading", { name: "The payment did not go through" }).waitFor();
    await page.getByRole("link", { name: "Try another way to pay" }).click();
    await page.getByRole("radio", { name: /0076/ }).check();
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all()) await box.check();
    await visible(/^Pay \$/).click();
    await confirm.waitFor();
    await answerBank(() => confirm.click());
    await page.getByRole("heading", { name: "All done" }).waitFor();
    expect(guest.offences).toEqual([]);
  });

  // What follows is the same at every width.
  if (width !== PHONE) return;

  it("confirms a payment by keyboard, as a screen reader reads it", async () => {
    const options = await office.get<{ today: string; locations: { id: string }[] }>("/ledger/options");
    await office.send("post", "/ledger/charges", {
      ...{ familyId: family.id, locationId: options.locations[0]!.id, chargeOn: options.today },
      lines: [{ description: "Team jacket", baseMinor: 4_000 }],
    });
    await open("/account/payments");
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all())
      await box.press("Space");
    await visible(/^Pay \$40/).press("Enter");
    await page.getByRole("link", { name: "Confirm the payment" }).press("Enter");
    await page.getByRole("heading", { name: "Confirm a payment" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    expectInOrder(await readThrough(page), [
      "heading, Confirm a payment, level 1",
      "$40.00",
      "Team jacket",
      /^Your bank wants to know/,
      "button, Confirm the payment",
      "button, Pay in another way",
    ]);
    const told = await listen(page, async () => {
      await answerBank(() => visible("Confirm the payment").press("Enter"));
      await page.getByRole("link", { name: "To my payments" }).waitFor();
      await settled(page);
    });
    expectInOrder(told, ["button, Confirm the payment", /^polite: .*\$40\.00 was paid/]);
    await page.reload();
    await page.getByText(/\$40\.00 was paid/).waitFor();
  });

  it("logs out everywhere, and a phone that is open somewhere else goes to the log-in with its next step", async () => {
    const phone = await visit(browser, { width });
    await signInFamily(phone.context, SCHOOL, family.email);
    await open("/account", phone.page);
    const tab = await guest.context.newPage();
    await open("/account", tab);
    await open("/account/access");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Log out everywhere" }).click();
    await page.waitForURL(/\/home$/);
    // Another tab of this browser goes along by itself: it shows nothing of the family any more.
    await tab.waitForURL(/\/home$/);
    await phone.page.getByRole("link", { name: /^Contact details/ }).click();
    await phone.page.waitForURL(/\/login/);
    await settled(phone.page);
    await expectAccessible(phone.page);
    await open("/account");
    expect(new URL(page.url()).pathname).toMatch(/\/login$/);
    expect([...guest.offences, ...phone.offences]).toEqual([]);
    await phone.context.close();
  });

  /** Says yes in the window that the bank opens. */
  async function answerBank(act: () => Promise<void>): Promise<void> {
    const popup = page.waitForEvent("popup");
    await act();
    const bank = await popup;
    await bank.waitForURL(/\/local\/payments\/fields\//);
    const closed = bank.waitForEvent("close");
    await bank.getByRole("button", { name: "Yes, pay" }).press("Enter");
    await closed;
  }
});
