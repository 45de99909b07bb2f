import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, visit } from "./office.ts";

describe("the office door", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("keeps two schools in one browser apart", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, "summit");
    const other = await context.newPage();
    await signIn(other, "lagoon");
    await page.goto(`${origin()}/a/summit/families`);
    await settled(page);
    await other.goto(`${origin()}/a/lagoon/families`);
    await settled(other);
    expect(await page.title()).toContain("Summit");
    expect(await other.title()).toContain("Lagoon");

    const phones = async (account: string) => {
      const answer = await context.request.get(`${origin()}/api/office/${account}/families`);
      return ((await answer.json()) as { rows: { phone: string }[] }).rows.map((row) =>
        row.phone?.slice(0, 5),
      );
    };
    expect(new Set(await phones("summit"))).toContain("+1312");
    expect(new Set(await phones("lagoon"))).toContain("+1718");

    // Logging out of one leaves the other signed in.
    const answer = await context.request.delete(`${origin()}/api/office/lagoon/session`, {
      headers: {
        origin: origin(),
        "sec-fetch-site": "same-origin",
        "x-requested-by": "chalkline",
        "content-type": "application/json",
      },
    });
    expect(answer.status()).toBe(204);
    expect((await context.request.get(`${origin()}/api/office/lagoon/session`)).status()).toBe(401);
    expect((await context.request.get(`${origin()}/api/office/summit/session`)).status()).toBe(200);
    await context.close();
  });

  it("says so when a school does not exist, and how to check the address", async () => {
    const { context, page, offences } = await visit(browser);
    const answer = await page.goto(`${origin()}/a/no-such-school/families`);
    expect(answer?.status()).toBe(404);
    await page.locator("h1").waitFor();
    expect(await page.locator("main").textContent()).toMatch(/no-such-school/);
    expect(offences).toEqual([]);
    await context.close();
  });

  it.each([
    ["en-US", "There is no school at this address"],
    ["es-MX", "No hay ninguna escuela en esta dirección"],
  ])("says so to a family too, in the language of their browser (%s)", async (locale, title) => {
    const { context, page, offences } = await visit(browser, { locale, width: 390 });
    const answer = await page.goto(`${origin()}/portal/no-such-school/classes`);
    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { name: title }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("refuses a wrong password without saying whether the person exists", async () => {
    const { context, page } = await visit(browser);
    const said: (string | null)[] = [];
    for (const login of ["owner@pointe.example", "nobody@pointe.example"]) {
      await page.goto(`${origin()}/a/pointe/login`);
      await page.getByLabel(/e-mail or username/i).fill(login);
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Log in" }).click();
      said.push(await page.getByRole("alert").first().textContent());
    }
    expect(said[0]).toBe(said[1]);
    await context.close();
  });
});
