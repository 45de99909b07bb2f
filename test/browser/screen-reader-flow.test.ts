import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCard } from "./family.ts";
import { launch, origin, PASSWORD, settled, type Visit, visit } from "./office.ts";
import { bringScreenReader, expectInOrder, listen, readThrough } from "./screen-reader.ts";

const SCHOOL = "pointe";
const PORTAL = `${origin()}/portal/${SCHOOL}`;
const PRICE = /^£\d+\.\d\d$/;

describe("the family portal as a screen reader reads it", () => {
  let browser: Browser;
  let guest: Visit;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    guest = await visit(browser, { width: 390 });
    await bringScreenReader(guest.context);
    page = guest.page;
  });
  afterAll(() => browser.close());
  const press = (name: string | RegExp) =>
    page.getByRole("button", { name }).and(page.locator(":visible")).last().press("Enter");
  const open = async (path: string) => {
    await page.goto(`${PORTAL}${path}`);
    await settled(page);
  };

  it("signs in: the question, what was wrong, and who is greeted", async () => {
    await open("/login");
    expectInOrder(await readThrough(page), [
      "banner",
      "main",
      "heading, Log in, level 1",
      "textbox, E-mail, required",
      "group, Are you a current customer?",
      "button, Yes, log in",
      "button, No, create account",
    ]);
    const refused = async () => {
      await page.getByLabel("E-mail", { exact: true }).fill(`guardian@${SCHOOL}.example`);
      await press("Yes, log in");
      await page.getByLabel("Password", { exact: true }).fill("wrong horse battery");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
    };
    expectInOrder(await listen(page, refused, 3), [
      "heading, Good to see you, level 1",
      "alert",
      /^That e-mail and password do not belong together/,
    ]);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(home|policies)/);
  });

  it("reads policies before anything else, and says what is missing", async () => {
    await acceptWhatWaits();
    await rewriteRules();
    await open("/home");
    await page.waitForURL(/\/policies/);
    await settled(page);
    expectInOrder(await readThrough(page), [
      "heading, Before you go on, level 1",
      /^heading, House rules, level/,
      "Be as kind as can be heard.",
      /^checkbox, I have read and accept: House rules, not checked/,
      "button, Accept and go on",
    ]);
    const hasty = async () => {
      await press("Accept and go on");
      await page.getByText("One policy is not accepted yet").waitFor();
    };
    expectInOrder(await listen(page, hasty), [/^assertive: One policy is not accepted yet/]);
    await acceptWhatWaits();
    expectInOrder(await readThrough(page), [
      /^heading, Hi .+, level 1$/,
      "region, Coming up",
      "heading, Coming up, level 2",
      "list",
      "time",
      "region, Book",
      "link, Find the Right Class",
    ]);
  });

  it("finds a class: for whom, how many fit, and all about one", async () => {
    await open("/find");
    expectInOrder(await readThrough(page), [
      "heading, Find the Right Class, level 1",
      "group, Who is it for?",
      /^checkbox, .+ \d+ years old, not checked$/,
      "button, Show classes",
    ]);
    const nobody = async () => {
      await press("Show classes");
      await page.getByRole("alert").getByText("Choose at least one child").waitFor();
    };
    expectInOrder(await listen(page, nobody), ["assertive: Choose at least one child"]);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    const found = async () => {
      await press("Show classes");
      await page.getByText(/class(es)? fits?$/).waitFor();
      await settled(page);
    };
    expectInOrder(await listen(page, found), [
      "heading, Find the Right Class, level 1",
      /^polite: \d+ class(es)? fits?$/,
    ]);
    const cards = page.getByRole("list", { name: "Classes" }).getByRole("article");
    const free = cards
      .filter({ hasText: /places? left/ })
      .first()
      .getByRole("link");
    const name = (await free.textContent())!.trim();
    await free.press("Enter");
    await page.getByRole("heading", { name: "Next meetings" }).waitFor();
    await settled(page);
    expectInOrder(await readThrough(page), [
      `heading, ${name}, level 1`,
      /places? left$/,
      "button, Book a place",
      "When",
      "Where",
      "complementary",
      "heading, Price, level 2",
      PRICE,
      "a month",
      /^heading, Next meetings/,
    ]);
  });

  it("books it: who comes, what it costs and why, and that it is in the cart", async () => {
    const dialog = page.getByRole("dialog", { name: "Book a place" });
    const opened = async () => {
      await press("Book a place");
      await dialog.getByRole("radio").first().waitFor();
      await settled(page);
    };
    expectInOrder(await listen(page, opened, 8), [
      /^dialog, Book a place/,
      "heading, Book a place, level 2",
      "group, Who comes?",
    ]);
    await dialog.locator("input[type=radio]:not(:disabled)").first().check();
    await dialog.getByRole("heading", { name: "What it costs" }).waitFor();
    await settled(page);
    expectInOrder(await readThrough(page), [
      /^radio, .+, position 1, set size 2$/,
      /^combobox, First day/,
      "heading, What it costs, level 3",
      /^Tuition for /,
      PRICE,
      "How this comes about",
      "button, Add to cart",
    ]);
    const added = async () => {
      await press("Add to cart");
      await dialog
        .getByText(/is in your cart|place is kept/i)
        .first()
        .waitFor();
      await settled(page);
    };
    expectInOrder(await listen(page, added), ["button, Add to cart", /^polite: .*(kept|in your cart)/]);
  });

  it("reads the cart with its clock and its sums, and a code that does not exist", async () => {
    await open("/cart");
    expectInOrder(await readThrough(page), [
      "heading, Cart, level 1",
      "status",
      /^Places kept for \d+ more minutes$/,
      /^heading, .+, level 2$/,
      /^button, Remove .+, .+/,
      PRICE,
      /^Place kept until/,
      "heading, Summary, level 2",
      "Total",
      PRICE,
      "textbox, Promo code",
      "link, Check out",
    ]);
    const refused = async () => {
      await page.getByLabel("Promo code").fill("NOSUCHCODE");
      await press("Apply");
      await page.getByText(/There is no such code/).waitFor();
    };
    expectInOrder(await listen(page, refused), [/^polite: There is no such code/]);
    await page.getByLabel("Promo code").fill("");
    await press("Apply");
    await page.getByText(/There is no such code/).waitFor({ state: "detached" });
  });

  it("checks out: what is booked, how it is paid, and that it is done", async () => {
    await page.getByRole("link", { name: "Check out" }).press("Enter");
    await page.getByRole("heading", { name: "What you book" }).waitFor();
    await settled(page);
    expectInOrder(await readThrough(page), [
      "heading, Check out, level 1",
      "heading, What you book, level 2",
      PRICE,
      "Total",
      PRICE,
      /^button, Add a card/,
      /^button, Pay £/,
    ]);
    await keepCard(page, "good");
    await page.getByRole("radio", { name: /1111/ }).last().check();
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all()) await box.check();
    const paid = async () => {
      await press(/^Pay /);
      await page.getByRole("heading", { name: "All done" }).waitFor();
      await settled(page);
    };
    expectInOrder(await listen(page, paid, 4), [
      /^button, Pay £/,
      "heading, All done, level 1",
      /^£\d+\.\d\d was paid\. The receipt is on its way by mail\.$/,
    ]);
    expect(guest.offences).toEqual([]);
  });

  async function acceptWhatWaits(): Promise<void> {
    await settled(page);
    if (!new URL(page.url()).pathname.endsWith("/policies")) return;
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await press("Accept and go on");
    await page.waitForURL(/\/home/);
    await settled(page);
  }

  /** The school writes its house rules anew, so this family is asked again. */
  async function rewriteRules(): Promise<void> {
    const { context } = await visit(browser);
    const { request } = context;
    const office = (path: string) => `${origin()}/api/office/${SCHOOL}${path}`;
    const headers = { origin: origin(), "x-requested-by": "chalkline" };
    const data = { login: `owner@${SCHOOL}.example`, password: PASSWORD };
    expect((await request.post(office("/session"), { headers, data })).ok()).toBe(true);
    const { rows } = await (await request.get(office("/policies"))).json();
    const rules = rows.find(({ title }: { title: string }) => title === "House rules");
    const text = { ...rules, body: "Be as kind as can be heard." };
    expect((await request.patch(office(`/policies/${rules.id}`), { headers, data: text })).ok()).toBe(true);
    await context.close();
  }
});
