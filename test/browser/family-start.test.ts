import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, PASSWORD, settled, visit } from "./office.ts";

const SCHOOL = "lagoon";
const PORTAL = `/portal/${SCHOOL}`;
const WIDTHS = [390, 1_440] as const;

/** What the school decides of its portal, as its owner does. */
async function setUpPortal(context: BrowserContext): Promise<void> {
  const office = `${origin()}/api/office/${SCHOOL}`;
  const headers = { origin: origin(), "x-requested-by": "chalkline" };
  const { request } = context;
  await request.post(`${office}/session`, {
    headers,
    data: { login: `owner@${SCHOOL}.example`, password: PASSWORD },
  });
  const { settings, version } = await (await request.get(`${office}/settings/portal`)).json();
  const data = {
    ...{ ...settings, version, brandColor: "#ffe000", tagline: "Swim for life" },
    ...{ showsWelcomeInfo: true, welcomeTitle: "Before you come", welcomeText: "Bring a towel." },
  };
  expect((await request.put(`${office}/settings/portal`, { headers, data })).ok()).toBe(true);
  for (const title of ["Holiday camp is open", "Closed on 24 December"]) {
    const item = {
      title,
      summary: `${title}, in short.`,
      body: `${title}, in full.`,
      startsOn: "2026-01-01",
    };
    expect((await request.post(`${office}/news`, { headers, data: item })).ok()).toBe(true);
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  const { context } = await visit(browser);
  await setUpPortal(context);
  await context.close();
});
afterAll(() => browser.close());

describe.each(WIDTHS)("the start of the family portal at %s px", (width) => {
  const open = async (page: Page, path: string) => {
    await page.goto(`${origin()}${PORTAL}${path}`);
    await settled(page);
  };

  it("leads from the landing page and its news over the welcome to the dashboard, once", async () => {
    const { context, page, offences } = await visit(browser, { width });
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/api/") && asked.push(request.url()));
    await open(page, "");
    expect(asked).toEqual([]);
    await page.getByRole("heading", { level: 1, name: /Welcome to Lagoon/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Next news" }).click();
    await page.getByRole("button", { name: /^Learn more: Holiday camp/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Holiday camp is open, in full.").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Click to begin" }).click();
    await page.waitForURL(`**${PORTAL}/home`);
    await page.getByRole("dialog", { name: "Before you come" }).getByText("Bring a towel.").waitFor();
    // The page before is gone a moment after the window has come.
    await page.locator("a", { hasText: "Click to begin" }).waitFor({ state: "detached" });
    await expectAccessible(page);
    await page.getByRole("button", { name: "Got it" }).click();
    const tiles = page.getByRole("main").getByRole("listitem");
    // What lies behind a window is nobody's to read until it has gone.
    await tiles.first().waitFor();
    const names = await tiles.allInnerTexts();
    expect(names).toEqual([
      "Classes",
      "Find the Right Class",
      "My Account",
      "News",
      "Log In",
      "Create Account",
      "Welcome Info",
    ]);
    await expectAccessible(page);
    // Whoever has begun comes to the dashboard at once, and is not welcomed twice.
    await open(page, "");
    expect(page.url()).toBe(`${origin()}${PORTAL}/home`);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.getByRole("button", { name: "Welcome Info" }).click();
    await page.getByRole("dialog", { name: "Before you come" }).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("greets a guardian with what is coming up, in one document, and keeps it for when there is no connection", async () => {
    const { context, page, offences } = await visit(browser, { width });
    await signInFamily(context, SCHOOL);
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/api/") && asked.push(request.url()));
    await open(page, "");
    expect([page.url(), asked]).toEqual([`${origin()}${PORTAL}/home`, []]);
    await page.getByRole("heading", { level: 1, name: /^Hi / }).waitFor();
    const events = page.getByRole("region", { name: "Coming up" }).getByRole("listitem");
    await events.first().waitFor();
    const first = (await events.first().locator("p").first().textContent())!;
    expect(await page.getByRole("main").getByRole("link", { name: "Log In" }).count()).toBe(0);
    await expectAccessible(page);

    await page.waitForFunction(() => navigator.serviceWorker.ready.then((ready) => ready.active !== null));
    await page.waitForFunction(async () =>
      (await caches.keys()).some((key) => key.startsWith("chalkline-shell")),
    );
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const answers = await Promise.all(
        names.map(async (name) =>
          (
            await (
              await caches.open(name)
            ).match(/* @vite-ignore */ `${location.pathname.replace(/\/home$/, "")}/offline`)
          )?.text(),
        ),
      );
      return answers.join("");
    });
    expect(kept).toContain('"offline":true');
    expect(kept).not.toContain("/session");
    await context.setOffline(true);
    await page.reload();
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
    await page.getByText(first).first().waitFor();
    await expectAccessible(page);
    await context.setOffline(false);
    await page.getByRole("heading", { level: 1, name: /^Hi / }).waitFor();

    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Log out" }).click();
    await page.getByRole("link", { name: "Log In", exact: true }).waitFor();
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => /schedule/.test(key))),
    ).toEqual([]);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
    expect(await page.getByText(first).count()).toBe(0);
    expect(offences.filter((offence) => !/Failed to fetch/.test(offence))).toEqual([]);
    await context.close();
  });

  it("greets who has no name in the school's records without one, and says once what is not theirs", async () => {
    const { context, page } = await visit(browser, { width });
    await signInFamily(context, "lagoon", "viewer@lagoon.example");
    await page.goto(`${origin()}/portal/lagoon/home`);
    await page.getByRole("heading", { level: 1, name: "Hello", exact: true }).waitFor();
    await page.goto(`${origin()}/portal/lagoon/cart`);
    const refusal = page.getByRole("alert").getByText("Ask an owner of the family account to let you.");
    expect((await refusal.textContent())!.match(/Ask an owner/g)).toHaveLength(1);
    for (const path of ["absences", "profile", "makeups"]) {
      await page.goto(`${origin()}/portal/lagoon/account/${path}`);
      await page.getByText("You can look at this, but not change anything.").waitFor();
    }
    await context.close();
  });

  it("has a menu that a keyboard walks, in both languages, with fingers' room for everything", async () => {
    const { context, page, offences } = await visit(browser, { width });
    await signInFamily(context, SCHOOL, `parent@${SCHOOL}.example`);
    await open(page, "/more");
    await expectAccessible(page);
    const menu = page.getByRole("button", { name: "Menu" });
    await menu.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Switch family").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cambiar a español" }).click();
    await dialog.getByRole("link", { name: "Mi cuenta" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("es");
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("a[href], button")]
        .filter((element) => element.offsetParent !== null && !element.closest(".sr-only"))
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(small).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(
      await menu
        .or(page.getByRole("button", { name: "Menú" }))
        .evaluate((it) => it === document.activeElement),
    ).toBe(true);
    // The choice stays with the log-in, and so is taken back.
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Switch to English" }).click();
    await dialog.getByRole("link", { name: "My account" }).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("gives a guardian's own calendar an address, and takes it back", async () => {
    const { context, page, offences } = await visit(browser, { width });
    await signInFamily(context, SCHOOL);
    await open(page, "/account/calendar");
    await page.getByRole("button", { name: "Make my address" }).click();
    const address = page.getByText(/\/feeds\/acc_\w+\/[\w-]{43}\.ics/).first();
    await address.waitFor();
    const url = /https?:\S+\.ics/.exec((await address.textContent())!)![0];
    expect(await (await context.request.get(url)).text()).toContain("BEGIN:VEVENT");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove the address" }).click();
    await page.getByRole("button", { name: "Make my address" }).waitFor();
    expect((await context.request.get(url)).status()).toBe(404);
    expect(offences).toEqual([]);
    await context.close();
  });
});
