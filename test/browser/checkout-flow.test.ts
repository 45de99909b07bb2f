import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCard, signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";

const SCHOOL = "summit";
const PORTAL = `/portal/${SCHOOL}`;
const WIDTHS = [390, 1_440] as const;

type Found = { readonly classId: string; readonly studentId: string; readonly startsOn: string };

/** The portal's own API, as its pages use it. */
function portalOf(context: BrowserContext) {
  const api = `${origin()}/api/family/${SCHOOL}`;
  const headers = { origin: origin(), "x-requested-by": "chalkline" };
  const get = async (path: string) => (await context.request.get(`${api}${path}`)).json();
  const post = async (path: string, data: object) =>
    (await context.request.post(`${api}${path}`, { data, headers })).json();
  return { get, post };
}

/** Puts the first line into the cart that a child of the family may take and that costs something. */
async function fillCart(context: BrowserContext): Promise<Found> {
  const { get, post } = portalOf(context);
  const { students } = await get("/session");
  const { classes } = await get("/classes");
  for (const { id: classId } of classes as { id: string }[]) {
    const { starts } = await get(`/classes/${classId}/choices`);
    for (const { id: studentId } of students as { id: string }[]) {
      const startsOn = starts?.[0]?.onDate;
      if (!startsOn) continue;
      const wanted = { classId, studentId, startsOn };
      const { line } = await post("/cart/preview", wanted);
      if (
        line?.mode !== "registers" ||
        line.openings < 1 ||
        line.obstacles.length > 0 ||
        line.totalMinor === 0
      )
        continue;
      const { outcome } = await post("/cart/items", wanted);
      if (outcome === "added") return wanted;
    }
  }
  throw new Error("No class of the school has a place for a child of this family");
}

describe.each(WIDTHS)("from the cart to the confirmation at %s px", (width) => {
  let browser: Browser;
  let guest: Visit;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    guest = await visit(browser, { width });
    page = guest.page;
    await signInFamily(guest.context, SCHOOL);
    await fillCart(guest.context);
  });
  afterAll(() => browser.close());

  const open = async (path: string) => {
    await page.goto(`${origin()}${PORTAL}${path}`);
    await settled(page);
  };
  const payButton = () => page.getByRole("button", { name: /^Pay / });
  const acceptAll = async () => {
    for (const box of await page.getByRole("checkbox", { name: /^I have read/ }).all()) await box.check();
  };

  it("shows the line, the time that is left and the price, and leads to the checkout", async () => {
    await open("/cart");
    await page
      .getByText(/^Places kept for \d+ more minutes$/)
      .first()
      .waitFor();
    await page.getByText(/^Place kept until/).waitFor();
    await page.getByText("Tuition for").first().waitFor();
    await expectAccessible(page);
    await page.getByLabel("Promo code").fill("NOSUCHCODE");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText(/There is no such code/).waitFor();
    await page.getByLabel("Promo code").fill("");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText(/There is no such code/).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Check out" }).click();
    await page.waitForURL(`**${PORTAL}/checkout`);
    await page.getByRole("heading", { name: "What you book" }).waitFor();
    await expectAccessible(page);
  });

  it("says when the time for the places is over, keeps them again, and then says so no more", async () => {
    const asOver = async (route: Route) => {
      const answer = await route.fetch();
      const cart = await answer.json();
      for (const line of cart.lines) if (line.place.state === "held") line.place.until = cart.now;
      await route.fulfill({ response: answer, json: cart });
    };
    await page.route("**/api/family/*/cart", asOver);
    await open("/checkout");
    await page.getByText("The time for your places is over").last().waitFor();
    await expectAccessible(page);
    await page.unroute("**/api/family/*/cart", asOver);
    await page.getByRole("button", { name: "Keep them again" }).click();
    await page
      .getByText(/^Places kept for 15 more minutes$/)
      .first()
      .waitFor();
    expect(await page.getByText("The time for your places is over").count()).toBe(0);
  });

  it("says that a card was declined, keeps the place, and takes another one", async () => {
    await keepCard(page, "declined");
    await page.getByRole("radio").last().check();
    await acceptAll();
    await payButton().click();
    await page.getByRole("heading", { name: "The payment did not go through" }).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("heading", { name: "The payment did not go through" }).waitFor();
    await page.getByRole("link", { name: "Try another way to pay" }).click();
    await page
      .getByText(/^Places kept for/)
      .first()
      .waitFor();
    await keepCard(page, "good");
    await page.getByRole("radio", { name: /1111/ }).last().check();
    await acceptAll();
    await payButton().dblclick();
    await page.getByRole("heading", { name: "All done" }).waitFor();
    await page.getByText(/was paid/).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole("heading", { name: "All done" }).waitFor();
    await open("/checkout");
    await page.getByRole("heading", { name: "Your cart is empty" }).waitFor();
  });

  it("shows payments, history and kept cards, each explained", async () => {
    await open("/account/payments");
    await expectAccessible(page);
    await page.getByRole("link", { name: "History", exact: true }).click();
    await page
      .getByText(/Visa ending in 1111/)
      .first()
      .waitFor();
    const paid = page.getByRole("listitem").filter({ hasText: "Visa ending in 1111" }).first();
    await paid.getByText("Details").click();
    await paid
      .getByRole("link", { name: /^Receipt \d+/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Cards and accounts" }).click();
    await page.getByRole("heading", { name: /1111/ }).first().waitFor();
    await expectAccessible(page);
    expect(guest.offences).toEqual([]);
  });

  it("is in the ledger of the office", async () => {
    const { family } = await portalOf(guest.context).get("/session");
    const office = await visit(browser);
    await signIn(office.page, SCHOOL);
    await office.page.goto(`${origin()}/a/${SCHOOL}/families/${family.id}?tab=ledger`);
    await office.page.getByRole("row").filter({ hasText: "Visa ending in 1111" }).first().waitFor();
    await office.context.close();
  });
});
