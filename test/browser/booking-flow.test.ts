import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";
import { letIn, officeOf, ownClass, ownFamily } from "./own-family.ts";
import type { School } from "./school-day.ts";

const SCHOOL: School = "summit";
const PORTAL = `/portal/${SCHOOL}`;
const WIDTHS = [390, 1_440] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(WIDTHS)("booking at %s px", (width) => {
  let guest: Visit;
  let page: Page;
  beforeEach(async () => {
    guest = await visit(browser, { width, colorScheme: width === 390 ? "light" : "dark" });
    page = guest.page;
  });
  afterEach(async () => {
    expect(guest.offences).toEqual([]);
    await guest.context.close();
  });
  const open = async (path: string) => {
    await page.goto(`${origin()}${PORTAL}${path}`);
    await settled(page);
  };
  const cards = () => page.getByRole("list", { name: "Classes" }).getByRole("article");

  it("narrows the list in its address, opens a class, and comes back to where it was", async () => {
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/api/") && asked.push(request.url()));
    await open("/classes");
    expect(asked).toEqual([]);
    const all = await cards().count();
    expect(all).toBeGreaterThan(10);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Filters" }).click();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await sheet.getByRole("checkbox", { name: "Only classes with a place" }).check();
    for (const day of ["Mon", "Tue", "Wed", "Thu"]) await sheet.getByRole("button", { name: day }).click();
    await page.waitForURL(/day=1%2C2%2C3%2C4/);
    await settled(page);
    await expectAccessible(page);
    await sheet.getByRole("button", { name: /^Show \d+ class/ }).click();
    await sheet.waitFor({ state: "detached" });
    // What lies behind a sheet is hidden from readers, until it has gone for good.
    await cards().first().waitFor();
    const left = await cards().count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(all);
    expect(await cards().getByText("Full", { exact: true }).count()).toBe(0);
    await page.evaluate(() => scrollTo({ top: 600 }));
    await page.waitForFunction(() => scrollY > 300);
    const address = page.url();
    const link = page
      .getByRole("article")
      .nth(Math.min(left - 1, 4))
      .getByRole("link");
    const name = await link.textContent();
    // A press would bring it into view by itself, to another place than the one that was noted.
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await link.click();
    await page.getByRole("heading", { level: 1, name: name!.trim() }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.goBack();
    await page.waitForURL(address);
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 5, before);
    await page.getByRole("button", { name: "Remove filter Mon" }).click();
    await page.waitForURL(/day=2%2C3%2C4/);
  });

  it("says what was looked for in vain, and how to see more", async () => {
    await open("/classes?q=nosuchclass&age=4");
    await page.getByRole("heading", { name: "Nothing fits all of this" }).waitFor();
    await page.getByText("There is nothing for 4 years").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Clear all" }).click();
    await cards().first().waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  it("opens a class from a link that was passed on, and leads through the log-in back to it", async () => {
    await open("/classes?open=1");
    const href = await cards().first().getByRole("link").getAttribute("href");
    await page.goto(`${origin()}${href}`);
    await settled(page);
    await page.getByRole("heading", { name: "Next meetings" }).waitFor();
    expect(await page.locator('meta[property="og:title"]').getAttribute("content")).toBe(
      await page.getByRole("heading", { level: 1 }).textContent(),
    );
    const logIn = page.getByRole("link", { name: "Log in to book" }).and(page.locator(":visible"));
    expect(await logIn.getAttribute("href")).toContain(encodeURIComponent(href!));
    await open("/classes/cls_nosuchclass");
    await page.getByRole("heading", { level: 2, name: "This class is not offered any more" }).waitFor();
    await expectAccessible(page);
  });

  it("finds the right class for children by keyboard, says why not, and puts it into the cart", async () => {
    await signInFamily(guest.context, SCHOOL);
    await open("/find");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Show classes" }).press("Enter");
    await page.getByRole("alert").getByText("Choose at least one child").waitFor();
    const children = page.getByRole("checkbox");
    expect(await children.count()).toBeGreaterThan(1);
    await children.nth(0).press("Space");
    await children.nth(1).press("Space");
    await page.getByRole("button", { name: "Show classes" }).press("Enter");
    await page.waitForURL(/students=/);
    await page.getByText(/class(es)? fits?$/).waitFor();
    await page.getByText(/^Why not/).press("Enter");
    await page
      .getByText(/is too (young|old) on the first day/)
      .first()
      .waitFor();
    await settled(page);
    await expectAccessible(page);
    const free = cards().filter({ hasText: /places? left/ });
    await free.first().getByRole("link").press("Enter");
    await settled(page);
    await page.getByRole("button", { name: "Book a place" }).and(page.locator(":visible")).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Book a place" });
    await dialog.locator("input[type=radio]:not(:disabled)").first().check();
    await dialog.getByRole("heading", { name: "What it costs" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add to cart" }).press("Enter");
    await dialog.getByText(/is in your cart/).waitFor();
    await dialog.getByRole("link", { name: "Go to the cart" }).waitFor();
    const api = `${origin()}/api/family/${SCHOOL}/cart`;
    const { lines } = await (await guest.context.request.get(api)).json();
    expect(lines).toHaveLength(1);
    const headers = { origin: origin(), "x-requested-by": "chalkline" };
    await guest.context.request.delete(`${api}/items/${lines[0].id}`, { headers, data: {} });
  });

  it("says from when on a child is old enough, with the year", async () => {
    const name = `For later ${width}`;
    await ownClass(await officeOf(browser, SCHOOL), { name, minAgeYears: 17 });
    await signInFamily(guest.context, SCHOOL);
    await open("/find");
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Show classes" }).click();
    await page.getByText(/^Why not/).click();
    const refused = page.getByRole("listitem").filter({ hasText: name });
    await refused
      .getByText(/\(old enough from \w+ \d+, \d{4}\)/)
      .first()
      .waitFor();
  });

  it("leads who only picks up to no refusal: to their calendar, and to classes by age", async () => {
    const office = await officeOf(browser, SCHOOL);
    const own = await visit(browser);
    const asked = { context: own.context, school: SCHOOL, name: `Pickup ${width}`, children: ["Ada"] };
    const { id: familyId } = await ownFamily(office, asked);
    await own.context.close();
    const email = `picks.${width}.${Date.now()}@example.org`;
    await letIn(office, { context: guest.context, school: SCHOOL, familyId, email, role: "pickup_only" });
    await open("/account");
    await page.getByRole("link", { name: /^My own calendar/ }).click();
    await page.getByRole("button", { name: /^Make my address/ }).waitFor();
    await open("/find");
    await page.getByLabel("How old is your child?").waitFor();
    expect(await page.getByRole("link", { name: /^Cart/ }).count()).toBe(0);
    const refused: string[] = [];
    page.on("response", (answer) => void (answer.status() === 403 && refused.push(answer.url())));
    for (const path of ["absences", "profile", "students/add"]) {
      await open(`/account/${path}`);
      await page.getByRole("heading", { level: 1, name: "This page is not part of your access" }).waitFor();
      await page.getByText(/^You can (see the schedule only|look, but not)/).waitFor();
      await expectAccessible(page);
    }
    expect(refused).toEqual([]);
  });

  it("asks visitors for age and gender, and never hides classes for everybody", async () => {
    await open("/find");
    await page.getByLabel("How old is your child?").selectOption("7");
    await page.getByRole("radio", { name: "A girl" }).check();
    await page.getByRole("button", { name: "Show classes" }).click();
    await page.waitForURL(/\/classes\?age=7&gender=female/);
    await cards().first().waitFor();
    expect(await cards().filter({ hasNotText: "Girls" }).count()).toBeGreaterThan(0);
    expect(await cards().filter({ hasText: "· Boys" }).count()).toBe(0);
  });
});
