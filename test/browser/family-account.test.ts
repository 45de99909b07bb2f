import type { APIRequestContext, Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, PASSWORD, settled, visit } from "./office.ts";
import { schoolDay, weekly } from "./school-day.ts";

const SCHOOL = "summit";
const headers = () => ({ origin: origin(), "x-requested-by": "chalkline" });

interface OfficeClass {
  readonly id: string;
  readonly name: string;
}

/** What staff do of their own before a family comes: a class with one place, an offer, a token. */
async function prepare(request: APIRequestContext, studentId: string, name: string) {
  const office = `${origin()}/api/office/${SCHOOL}`;
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await request.post(`${office}${path}`, { headers: headers(), data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  await post("/session", { login: `owner@${SCHOOL}.example`, password: PASSWORD });
  const portal = await (await request.get(`${origin()}/api/family/${SCHOOL}/portal`)).json();
  const locationId = portal.locations[0].id;
  const made = await post<OfficeClass>("/classes", {
    ...{ name, locationId, capacity: 1, startsOn: "2026-01-01" },
    slots: [weekly(SCHOOL)],
  });
  await post("/makeups/tokens", { studentId, comment: "For the browser" });
  const today = schoolDay(SCHOOL);
  const joined = await post<{ students: { id: string }[] }>("/waitlist", {
    ...{ studentIds: [studentId], classId: made.id, startsOn: today },
  });
  await post(`/waitlist/${joined.students[0]!.id}/offer`, { version: 1 });
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each([390, 1_440])("My Account at %s px", (width) => {
  let context: BrowserContext;
  let page: Page;
  let offences: string[];
  let child: { id: string; firstName: string };
  const offered = `Browser class ${width}`;

  const open = async (path: string) => {
    await page.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(page);
  };
  const toast = (text: RegExp) => page.getByText(text).first().waitFor();

  beforeAll(async () => {
    ({ context, page, offences } = await visit(browser, { width }));
    await signInFamily(context, SCHOOL);
    const me = await (await context.request.get(`${origin()}/api/family/${SCHOOL}/session`)).json();
    child = me.students[0];
    const staff = await visit(browser);
    await prepare(staff.context.request, child.id, offered);
    await staff.context.close();
  });
  afterAll(() => context.close());

  it("shows the children, what waits, and the way to everything", async () => {
    await open("/account");
    await page.getByRole("heading", { level: 1, name: "My Account" }).waitFor();
    await page.getByRole("heading", { level: 3, name: child.firstName }).waitFor();
    await page.getByText(`A place in ${offered} is kept for ${child.firstName}`).waitFor();
    await expectAccessible(page);
    await page
      .getByRole("link", { name: new RegExp(child.firstName) })
      .first()
      .click();
    await page.getByRole("heading", { name: "Attendance" }).waitFor();
    await settled(page);
    await expectAccessible(page);
  });

  it("takes a place that is kept, once", async () => {
    await open("/account");
    await page.getByRole("link", { name: "Answer" }).first().click();
    await page.getByText(/It is kept for you/).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take the place" }).click();
    await toast(/You have the place/);
    await page.getByText(offered).first().waitFor();
  });

  it("notes an absence by keyboard and takes it back", async () => {
    await open(`/account/absences?student=${child.id}`);
    const first = page.getByRole("checkbox").first();
    await first.waitFor();
    await expectAccessible(page);
    await first.focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Report 1 absence" }).focus();
    await page.keyboard.press("Enter");
    await toast(/Absence noted/);
    const noted = page.getByRole("listitem").filter({ hasText: "comes after all" }).first();
    // The day and the class keep a line of their own beside, or above, what can be done.
    expect((await noted.getByText(/ · /).first().boundingBox())!.width).toBeGreaterThan(150);
    await page
      .getByRole("button", { name: /comes after all/ })
      .first()
      .click();
    await toast(/was taken back/);
  });

  it("books a makeup with a token and gives it up again", async () => {
    await open(`/account/makeups?student=${child.id}`);
    const book = page.getByRole("button", { name: /^Book / }).first();
    const later = page.getByRole("button", { name: "Later" });
    await page.getByRole("heading", { name: "Find a class to make up in" }).waitFor();
    // Not in the first week: what begins within a day is cancelled too late for the token to come back.
    for (let week = 0; week < 6 && (week === 0 || !(await book.isVisible())); week++) {
      await later.click();
      await settled(page);
    }
    await expectAccessible(page);
    await book.click();
    await page.getByRole("heading", { name: "Booked makeups" }).waitFor();
    await page.getByText(/and the token comes back$/).waitFor();
    await page
      .getByRole("button", { name: /^Cancel / })
      .first()
      .click();
    await toast(/the token came back/);
  });

  it("is told before booking that a token would not come back, and asked before it is lost", async () => {
    const { context: office } = await visit(browser);
    const settings = `${origin()}/api/office/${SCHOOL}/settings/rules`;
    const login = { login: `owner@${SCHOOL}.example`, password: PASSWORD };
    await office.request.post(`${origin()}/api/office/${SCHOOL}/session`, {
      headers: headers(),
      data: login,
    });
    const rule = async (returnNoticeHours: number) => {
      const { makeups } = await (await office.request.get(settings)).json();
      const data = { ...makeups, returnNoticeHours };
      const answer = await office.request.put(`${settings}/makeups`, { headers: headers(), data });
      expect(answer.ok(), await answer.text()).toBe(true);
      return makeups.returnNoticeHours as number;
    };
    const before = await rule(720);
    await open(`/account/makeups?student=${child.id}`);
    const book = page.getByRole("button", { name: /^Book / }).first();
    await page.getByRole("heading", { name: "Find a class to make up in" }).waitFor();
    for (let week = 0; week < 6 && !(await book.isVisible()); week++) {
      await page.getByRole("button", { name: "Later" }).click();
      await settled(page);
    }
    await page
      .getByText(/the token would not come back/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await book.click();
    await page.getByText(/Cancelled now, the token does not come back/).waitFor();
    const cancel = page.getByRole("button", { name: /^Cancel / }).first();
    await cancel.click();
    const question = page.getByRole("dialog", { name: /^Cancel .+\?$/ });
    await settled(page);
    await expectAccessible(page);
    await question.getByRole("button", { name: "Keep the makeup" }).click();
    await question.waitFor({ state: "detached" });
    await cancel.click();
    await question.getByRole("button", { name: "Cancel and lose the token" }).click();
    await toast(/the token did not come back/);
    await question.waitFor({ state: "detached" });
    await rule(before);
    await office.close();
  });

  it("asks to leave a class and withdraws that", async () => {
    await open(`/account/students/${child.id}`);
    await page.getByRole("link", { name: "Leave this class" }).first().click();
    await page.getByLabel("Last day").waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Ask to leave the class" }).click();
    await toast(/Sent to the school/);
    await page.getByText("Leaving the class").waitFor();
    await page.getByRole("button", { name: "Withdraw" }).first().click();
    await toast(/was withdrawn/);
  });

  it("says nothing more of a refusal once what it named is changed", async () => {
    await open(`/account/students/${child.id}`);
    await page.getByRole("button", { name: "Add a contact" }).click();
    await page.getByLabel("Phone *").fill("512 555 0143");
    await page.getByRole("button", { name: "Save" }).click();
    const refusal = page.getByRole("alert").filter({ hasText: "One thing needs a look" });
    await refusal.waitFor();
    await page.getByLabel("Name *").fill("Aunt Mary");
    await refusal.waitFor({ state: "detached" });
    expect(await page.getByText("That request was not understood").count()).toBe(0);
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  it("calls every page what the way to it is called", async () => {
    for (const room of ["/account", "/more"]) {
      await open(room);
      const ways = page.locator("main li a").filter({ has: page.locator("span > span:nth-child(2)") });
      const rows = await ways.evaluateAll((links) =>
        links.map((link) => ({
          href: link.getAttribute("href")!,
          label: link.querySelector("span > span")!.textContent!,
        })),
      );
      expect(rows.length).toBeGreaterThan(2);
      for (const { href, label } of rows) {
        await page.goto(`${origin()}${href}`);
        await page.getByRole("heading", { level: 1, name: label, exact: true }).waitFor();
      }
    }
  });

  it("is accessible on every other page, and does nothing that no page may do", async () => {
    for (const path of ["profile", "notifications", "privacy", "students/add"]) {
      await open(`/account/${path}`);
      await expectAccessible(page);
    }
    expect(offences).toEqual([]);
  });
});
