import type { APIRequestContext, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, PASSWORD, settled, signIn, visit } from "./office.ts";

const SCHOOL = "pointe";
const PORTAL = `/portal/${SCHOOL}`;
const headers = () => ({ origin: origin(), "x-requested-by": "chalkline" });
const office = (path: string) => `${origin()}/api/office/${SCHOOL}${path}`;

let browser: Browser;
let owner: APIRequestContext;
beforeAll(async () => {
  browser = await launch();
  owner = (await visit(browser)).context.request;
  const data = { login: `owner@${SCHOOL}.example`, password: PASSWORD };
  expect((await owner.post(office("/session"), { headers: headers(), data })).ok()).toBe(true);
});
afterAll(() => browser.close());

/** The school writes its rules anew, so every family is asked again. */
async function rewrite(text: string): Promise<void> {
  const { rows } = await (await owner.get(office("/policies"))).json();
  const rules = rows.find(({ title }: { title: string }) => title === "House rules");
  const data = { ...rules, body: text };
  expect((await owner.patch(office(`/policies/${rules.id}`), { headers: headers(), data })).ok()).toBe(true);
}

describe.each([390, 1_440])("policies at %s px", (width) => {
  const open = async (page: Page, path: string) => {
    await page.goto(`${origin()}${PORTAL}${path}`);
    await settled(page);
  };

  it("come before anything else, by keyboard, and lead back to where one was going", async () => {
    const text = `Be kind, at ${width}.`;
    await rewrite(text);
    const { context, page, offences } = await visit(browser, { width });
    await signInFamily(context, SCHOOL);
    await open(page, "/account/calendar");
    await page.getByRole("heading", { level: 1, name: "Before you go on" }).waitFor();
    await expectAccessible(page);
    await page.getByText(text).waitFor();
    await page.getByText("An earlier text was accepted. Please read the new one.").waitFor();
    await page.getByRole("button", { name: "Accept and go on" }).press("Enter");
    await page.getByText("One policy is not accepted yet").waitFor();
    await page.getByRole("checkbox", { name: "I have read and accept: House rules" }).press("Space");
    await page.getByRole("button", { name: "Accept and go on" }).press("Enter");
    await page.waitForURL(`**${PORTAL}/account/calendar`);
    await open(page, "/policies");
    const [title, frame] = [page.getByRole("heading", { level: 1 }), page.locator("main")];
    const [column, room] = [(await title.locator("..").boundingBox())!, (await frame.boundingBox())!];
    expect(column.x - room.x).toBeCloseTo(room.x + room.width - column.x - column.width, 0);
    const history = page.getByRole("listitem").filter({ hasText: "House rules" }).last();
    await history.locator("summary").click();
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("show a text that was changed meanwhile instead of taking an answer to the old one", async () => {
    await rewrite(`First, at ${width}.`);
    const { context, page } = await visit(browser, { width });
    await signInFamily(context, SCHOOL);
    await open(page, "/home");
    await page.getByText(`First, at ${width}.`).waitFor();
    await rewrite(`Second, at ${width}.`);
    await page.getByRole("checkbox", { name: /House rules/ }).check();
    await page.getByRole("button", { name: "Accept and go on" }).click();
    await page.getByText("The text was changed a moment ago").waitFor();
    await page.getByText(`Second, at ${width}.`).waitFor();
    await page.getByRole("checkbox", { name: /House rules/ }).check();
    await page.getByRole("button", { name: "Accept and go on" }).click();
    await page.waitForURL(`**${PORTAL}/home`);
    await context.close();
  });

  it("tell whoever may not answer who can", async () => {
    await rewrite(`Third, at ${width}.`);
    const { context, page } = await visit(browser, { width });
    await signInFamily(context, SCHOOL, `viewer@${SCHOOL}.example`);
    await open(page, "/home");
    await page.getByText(/can accept this for your family/).waitFor();
    expect(await page.getByRole("button", { name: "Accept and go on" }).count()).toBe(0);
    await expectAccessible(page);
    await context.close();
  });

  it("and news, written in the office, never become markup", async () => {
    const title = `<img src=x onerror=alert(1)> ${width}`;
    const body = "<script>alert(1)</script>\n\nSee https://example.org/show now.";
    const { context, page, offences } = await visit(browser, { width });
    await signIn(page, SCHOOL);
    await page.goto(`${origin()}/a/${SCHOOL}/news`);
    await settled(page);
    await page.getByRole("button", { name: "New item" }).first().click();
    await page.getByLabel("Title", { exact: true }).fill(title);
    await page.getByLabel("Text", { exact: false }).first().fill(body);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText(`Added the news “${title}”`).waitFor();
    await settled(page);
    await expectAccessible(page);
    await open(page, "/news");
    await page.getByRole("link", { name: `Read more: ${title}` }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await page.getByRole("link", { name: "https://example.org/show" }).getAttribute("rel")).toContain(
      "noopener",
    );
    expect(await page.locator("main img[onerror], main script").count()).toBe(0);
    await expectAccessible(page);
    await open(page, "/staff");
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("and hostile words, also in the settings of the portal, stay words wherever families read them", async () => {
    const hostile = `"><img src=x onerror=alert(1)><script>alert(1)</script> ${width}`;
    const send = async (method: "post" | "put" | "patch", path: string, data: object) => {
      const answer = await owner[method](office(path), { headers: headers(), data });
      expect([path, answer.ok()]).toEqual([path, true]);
      return answer.json();
    };
    const read = async (path: string) => (await owner.get(office(path))).json();
    const { settings, version } = await read("/settings/portal");
    const welcome = { showsWelcomeInfo: true, welcomeTitle: hostile.slice(0, 80), welcomeText: hostile };
    await send("put", "/settings/portal", { ...settings, ...welcome, tagline: hostile, version });
    const person = (await read("/staff")).rows[0];
    const { person: facts } = await read(`/staff/${person.id}`);
    const about = { bio: hostile, title: hostile, isInPortal: true, version: facts.version };
    await send("patch", `/staff/${person.id}`, about);
    const [place] = (await read("/settings/locations")).rows;
    await send("patch", `/settings/locations/${place.id}`, { ...place, portalText: hostile });
    await send("post", "/policies", { kind: "family", title: hostile.slice(0, 90), body: hostile });
    const { context, page, offences } = await visit(browser, { width });
    for (const path of ["", "/home", "/staff", "/locations"]) {
      await open(page, path);
      expect(await page.locator("[onerror]").count()).toBe(0);
    }
    await signInFamily(context, SCHOOL);
    await open(page, "/policies");
    await page.getByText(hostile, { exact: true }).first().waitFor();
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Accept and go on" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/policies"));
    await signIn(page, SCHOOL);
    for (const path of ["/settings/policies", "/settings/portal", `/staff/${person.id}`]) {
      await page.goto(`${origin()}/a/${SCHOOL}${path}`);
      await settled(page);
      expect(await page.locator("[onerror]").count()).toBe(0);
    }
    expect(offences).toEqual([]);
    await context.close();
  });

  it("and the settings of the portal are saved and undone in the office", async () => {
    const { context, page, offences } = await visit(browser, { width });
    await signIn(page, SCHOOL);
    await page.goto(`${origin()}/a/${SCHOOL}/settings/portal`);
    await settled(page);
    await page.getByRole("heading", { name: "Check-up" }).waitFor();
    await expectAccessible(page);
    const tagline = page.getByLabel("Tagline");
    const before = await tagline.inputValue();
    await tagline.fill(`Dance at ${width}`);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Changed the settings of the family portal").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => tagline.inputValue()).toBe(before);
    for (const path of ["policies", "mail", "mail?mail=receipt"]) {
      await page.goto(`${origin()}/a/${SCHOOL}/settings/${path}`);
      await settled(page);
      await expectAccessible(page);
    }
    // What was typed in one language waits there while one looks at the other.
    const subject = page.getByLabel("Subject");
    await subject.fill(`Thank you, at ${width}`);
    await page.getByRole("button", { name: "Spanish" }).click();
    await expect.poll(() => subject.inputValue()).toContain(" de {{school.name}}");
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => subject.inputValue()).toBe(`Thank you, at ${width}`);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("and what the school switched off is not there, old links included", async () => {
    const { settings } = await (await owner.get(office("/settings/portal"))).json();
    const set = async (changes: object) => {
      const { version } = await (await owner.get(office("/settings/portal"))).json();
      const data = { ...settings, ...changes, version };
      expect((await owner.put(office("/settings/portal"), { headers: headers(), data })).ok()).toBe(true);
    };
    const { context, page, offences } = await visit(browser, { width });
    const isGone = () => page.getByText("There is no such page").last().waitFor();
    await set({ showsFinder: false });
    await open(page, "/find");
    await isGone();
    await expectAccessible(page);
    await set({ showsClasses: false });
    for (const path of ["/find", "/classes"]) {
      await open(page, path);
      await isGone();
    }
    await set({});
    await open(page, "/find");
    await page.getByRole("heading", { name: "Find the right class" }).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});
