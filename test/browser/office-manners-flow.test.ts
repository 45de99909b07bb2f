import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, signIn, visit } from "./office.ts";
import { schoolDay } from "./school-day.ts";

const ACCOUNT = "summit";
/** A class that there is not, on a day. */
const NOWHERE = "/attendance/slt_nowhere/2026-11-23";

/** No class meets on Sundays. */
async function nextDayWithClasses({ request }: Page): Promise<string> {
  for (let ahead = 1; ahead <= 7; ahead++) {
    const date = schoolDay(ACCOUNT, ahead);
    const day = await request.get(`${origin()}/api/office/${ACCOUNT}/attendance/meetings?date=${date}`);
    const { meetings } = (await day.json()) as { meetings: object[] };
    if (meetings.length > 0) return date;
  }
  throw new Error("No class meets in the next week");
}

describe("what the office portal says at its edges", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("a page that is not there leads back or to the start, and does not ask to be tried again", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes");
    await go(page, ACCOUNT, NOWHERE);
    const refusal = page.getByRole("main").getByRole("alert");
    await refusal.getByRole("heading", { name: "This class does not meet then" }).waitFor();
    expect(await refusal.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await expectAccessible(page);
    await refusal.getByRole("button", { name: "Go back" }).press("Enter");
    await page.waitForURL(/\/classes$/);

    const alone = await context.newPage();
    await go(alone, ACCOUNT, NOWHERE);
    await alone.getByRole("link", { name: "To the start page" }).waitFor();
    expect(await alone.getByText(/go back/i).count()).toBe(0);
    await alone.getByRole("link", { name: "To the start page" }).press("Enter");
    await alone.waitForURL(new RegExp(`/a/${ACCOUNT}/?$`));
    expect(offences).toEqual([]);
    await context.close();
  });

  it("an address with a filter that there is not says which, and goes on without it", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes?q=ninja&day=xyz");
    const refusal = page.getByRole("main").getByRole("alert");
    await refusal.getByText("The address asks for something that there is not: day “xyz”.").waitFor();
    expect(await refusal.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await expectAccessible(page);
    await refusal.getByRole("button", { name: "Clear these filters" }).press("Enter");
    await page.waitForURL(/\/classes\?q=ninja$/);
    await page
      .getByRole("gridcell")
      .filter({ hasText: /^Ninja/ })
      .first()
      .waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("a name on a roster leads to the student, not to a form", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes?q=gymnastics");
    await page
      .getByRole("gridcell")
      .filter({ hasText: /^Beginner/ })
      .first()
      .click();
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /^Roster/ }).click();
    const link = page.getByRole("tabpanel").getByRole("link").first();
    const name = (await link.textContent()) ?? "";
    await link.press("Enter");
    const heading = page.getByRole("article", { name }).getByRole("heading", { name, level: 2 });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("a phone's roll sheet shows its buttons whole", async () => {
    const { context, page } = await visit(browser, { width: 390 });
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, `/attendance?date=${await nextDayWithClasses(page)}`);
    await page.getByRole("main").getByRole("link").first().click();
    const print = page.getByRole("button", { name: "Print" });
    await print.waitFor();
    const messages = page.getByRole("contentinfo").getByRole("link", { name: "Messenger Center" });
    const [paper, next] = [await print.boundingBox(), await messages.boundingBox()];
    expect(paper!.x + paper!.width).toBeLessThanOrEqual(next!.x);
    await context.close();
  });

  it("a phone's schedule keeps the buttons of a slot beside each other", async () => {
    const { context, page } = await visit(browser, { width: 390 });
    await signIn(page, ACCOUNT);
    const found = await page.request.get(`${origin()}/api/office/${ACCOUNT}/classes?q=beginner`);
    const { rows } = (await found.json()) as { rows: { id: string }[] };
    await go(page, ACCOUNT, `/classes/${rows[0]?.id}?tab=schedule`);
    const slot = page.getByRole("article").first();
    const boxOf = (name: string) => slot.getByRole("button", { name }).boundingBox();
    const [change, end] = [await boxOf("Change from a day…"), await boxOf("End…")];
    expect(end!.y).toBe(change!.y);
    await expectAccessible(page);
    await context.close();
  });

  it("a room that somebody may not enter has a way out", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT, `junior@${ACCOUNT}.example`);
    await go(page, ACCOUNT, "/audit");
    await page.getByText(/^You do not have access to/).waitFor();
    await page.getByRole("link", { name: "To the start page" }).press("Enter");
    await page.waitForURL(new RegExp(`/a/${ACCOUNT}/?$`));
    await context.close();
  });

  it("every place that keys lead to has its own, the first page and the tasks among them", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/families");
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    await page.getByRole("dialog", { name: "Background Tasks" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    const places = page.getByRole("option");
    await places.getByText("Welcome page").waitFor();
    const keys = (await places.allInnerTexts()).map((place) => place.split("\n").slice(1).join(" "));
    expect(keys.filter((one) => one.startsWith("G ")).length).toBeGreaterThan(15);
    expect(new Set(keys).size).toBe(keys.length);
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("w");
    await page.waitForURL(new RegExp(`/a/${ACCOUNT}/?$`));
    await context.close();
  });

  it("a rule beyond its limit is told the limit", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/settings/rules");
    const days = page.getByLabel("Look ahead, in days");
    for (const [typed, said] of [
      ["9999", /^At most \d+$/],
      ["1.5", "Enter a whole number"],
      ["soon", "Enter a number"],
    ] as const) {
      await days.fill(typed);
      await days.press("Enter");
      await page.getByRole("main").getByRole("link", { name: said }).waitFor();
    }
    await context.close();
  });

  it("a phone's families list says who owes, keeps its footer whole, and parts the children", async () => {
    const { context, page } = await visit(browser, { width: 390 });
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/families");
    await page.getByRole("row").nth(3).waitFor();
    const owed = page.getByRole("gridcell").filter({ hasText: /^\$[\d,]+\.\d\d$/, visible: true });
    expect(await owed.filter({ hasNotText: /^\$0\.00$/ }).count()).toBeGreaterThan(0);
    const rows = await page.getByRole("grid", { name: "Families" }).ariaSnapshot();
    expect(rows).toMatch(/gridcell "\w+ \d+, \w+ \d+/);
    expect(rows).not.toMatch(/ \d+[A-Z]/);
    const cut = await page
      .getByRole("gridcell")
      .filter({ hasText: /^[^\s\d]+ \d+(, [^\s\d]+ \d+)?$/ })
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(cut).toBe(0);
    const paper = await page.getByRole("link", { name: "Export CSV" }).boundingBox();
    const next = await page
      .getByRole("contentinfo")
      .getByRole("link", { name: "Messenger Center" })
      .boundingBox();
    expect(paper!.x + paper!.width).toBeLessThanOrEqual(next!.x);
    await expectAccessible(page);
    await context.close();
  });

  it("a long form scrolls in its place and the toolbar stays; the button of a date says its name once", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes/new");
    await page
      .getByRole("button", { name: /: open the calendar$/ })
      .first()
      .waitFor();
    const names = await page
      .getByRole("button", { name: /: open the calendar$/ })
      .evaluateAll((all) => all.map((button) => button.getAttribute("aria-label") ?? ""));
    expect(new Set(names).size).toBe(names.length);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    expect(names.filter((name) => /\b(\w+) \1\b/i.test(name))).toEqual([]);
    await context.close();
  });

  it("a name of one endless word stays inside the dialog that it heads, as text", async () => {
    const { context, page, offences } = await visit(browser, { width: 390, colorScheme: "dark" });
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes/new");
    const name = `<img src=x onerror=alert(1)> Zz${"Ü".repeat(60)}`;
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Places", { exact: true }).fill("6");
    await page.getByLabel("Begins", { exact: true }).fill("430p");
    await page.getByRole("button", { name: "Save class" }).press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await go(page, ACCOUNT, "/classes?q=zz");
    await page
      .getByRole("checkbox", { name: /^Select (?!all)/ })
      .first()
      .press("Space");
    await page.getByRole("button", { name: "Duplicate…" }).press("Enter");
    const head = page.getByRole("dialog").getByRole("heading", { name: `Duplicate ${name}` });
    await head.waitFor();
    expect(await head.evaluate((title) => title.scrollWidth - title.clientWidth)).toBeLessThanOrEqual(0);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("a class that takes its room twice is told so with times as they are written everywhere", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/classes/new");
    await page.getByLabel("Name", { exact: true }).fill("Twice at once");
    await page.getByRole("button", { name: "Add a slot" }).press("Enter");
    for (const [slot, begins] of [
      ["Slot 1", "11:00 AM"],
      ["Slot 2", "11:30 AM"],
    ] as const) {
      const fields = page.getByRole("group", { name: slot });
      await fields.getByLabel("Day").selectOption({ label: "Sunday" });
      await fields.getByLabel("Begins").fill(begins);
      await fields.getByLabel("Room optional").selectOption({ index: 1 });
    }
    await page.getByText(/ is used by another slot of this class at 11:30.AM.–.12:30.PM$/).waitFor();
    await expectAccessible(page);
    await context.close();
  });

  it("the preview of a mail says that no family matches, and finds the next one", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/settings/mail?mail=waitlist_offer");
    const search = page.getByRole("searchbox", { name: "Preview for a family" });
    await search.fill("qqzzqq");
    await page.getByRole("status").getByText("No family matches “qqzzqq”.").waitFor();
    await expectAccessible(page);
    await search.fill("castillo");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Castillo/ })
      .first()
      .press("Enter");
    await page.getByText(/^For the family .*Castillo/).waitFor();
    await context.close();
  });

  it("rules and drop reasons stand in the settings by their names, and are found by them from anywhere", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await go(page, ACCOUNT, "/settings");
    const list = page.getByRole("navigation", { name: "Settings" });
    const open = list.locator("[aria-current]");
    const tab = page.getByRole("tab", { selected: true });
    for (const [entry, part] of [
      ["Enrollment rules", "Enrollment"],
      ["Attendance, absences", "Attendance"],
      ["Makeup rules", "Makeups"],
      ["Drop reasons", "Drop reasons"],
      ["Lists", "Relationships"],
    ] as const) {
      await list.getByRole("link", { name: entry }).press("Enter");
      await expect.poll(() => tab.allTextContents()).toEqual([part]);
      expect(await open.allTextContents()).toEqual([entry]);
    }
    await expectAccessible(page);
    await go(page, ACCOUNT, "/families");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Find anything" }).waitFor();
    await page.keyboard.type("drop re");
    await page.getByRole("option", { name: "Drop reasons" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/settings\/lists\?list=drop_reason$/);
    await page.getByRole("heading", { level: 1, name: "Lists" }).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});
