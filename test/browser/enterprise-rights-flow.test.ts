import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";

const BOULDER = "northstar-boulder";
const AUSTIN = "northstar-austin";
const PORTLAND = "northstar-portland";

/** Chooses a person at the provider that stands for Google. */
async function chooseAtGoogle(page: Page, name: string): Promise<void> {
  await page
    .getByRole("button", { name: /Google/ })
    .or(page.getByRole("link", { name: /Google/ }))
    .press("Enter");
  await page.getByRole("button", { name }).click();
}

/** Calls the office's API from the page, as its own scripts do. */
async function call<T>(page: Page, account: string, path: string, body?: object): Promise<T> {
  return page.evaluate(
    async ([address, sent]) => {
      const headers = { "content-type": "application/json", "x-requested-by": "chalkline" };
      const key = { "idempotency-key": crypto.randomUUID() };
      const init = sent ? { method: "POST", headers: { ...headers, ...key }, body: sent } : {};
      const answer = await fetch(address, init);
      if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [`/api/office/${account}${path}`, body ? JSON.stringify(body) : ""] as const,
  );
}

interface StaffList {
  readonly rows: readonly { readonly id: string; readonly email: string | null }[];
}

async function phonesOf(page: Page, account: string): Promise<string[]> {
  const { rows } = await call<{ rows: { phone: string | null }[] }>(page, account, "/families");
  return rows.flatMap(({ phone }) => phone ?? []);
}

describe("an enterprise and its accounts", () => {
  let browser: Browser;
  let nora: Visit;
  let owner: Visit;
  let coachId = "";
  beforeAll(async () => {
    browser = await launch();
    [nora, owner] = [await visit(browser), await visit(browser)];
    for (const account of [AUSTIN, BOULDER]) {
      await signIn(owner.page, account);
      const { rows } = await call<StaffList>(owner.page, account, "/staff?q=coach");
      coachId = rows.find(({ email }) => email === `coach@${account}.example`)!.id;
      for (const right of ["reports", "report_fin_1"]) {
        const holder = { kind: "staff", id: coachId };
        const grant = { holder, right, level: "view", locationId: null, ownClassesOnly: false };
        await call(owner.page, account, "/staff/grants", grant);
      }
    }
    await nora.page.goto(`${origin()}/enterprise/permissions`);
    await chooseAtGoogle(nora.page, "Nora Lindqvist");
    await nora.page.waitForURL(/\/enterprise\/permissions/);
    await settled(nora.page);
  });
  afterAll(() => browser.close());

  it("takes a report from a coach here and leaves it there; the profile names the group", async () => {
    const { page, offences } = nora;
    await page.getByLabel("Where").selectOption({ label: "\u2003\u2003Mountain" });
    await page.getByText("the one account of “Mountain”").waitFor();
    await page.getByLabel("Search rights").fill("fin-1 aged");
    const switcher = page.getByRole("radiogroup", { name: "What is left of FIN-1 Aged accounts" });
    await switcher.getByRole("radio", { name: "Removed" }).press("Space");
    await expectAccessible(page);
    await page.getByRole("button", { name: "See who loses what" }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/people lose something|person loses something/).waitFor();
    await dialog.getByRole("heading", { name: "Northstar Boulder" }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save 1 change" }).press("Enter");
    await page.getByText("Rights in “Mountain”: FIN-1 Aged accounts removed").waitFor();
    await page.getByText("changed", { exact: true }).waitFor({ state: "detached" });
    expect(offences).toEqual([]);

    for (const [account, sees] of [
      [BOULDER, 0],
      [AUSTIN, 1],
    ] as const) {
      const coach = await visit(browser);
      await signIn(coach.page, account, `coach@${account}.example`);
      await go(coach.page, account, "/reports");
      await coach.page.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
      await settled(coach.page);
      expect(await coach.page.getByText("Aged accounts").count(), account).toBe(sees);
      await coach.context.close();
    }

    await go(owner.page, BOULDER, `/staff/${coachId}?tab=rights`);
    const outcome = owner.page.getByRole("button", { name: /^FIN-1 Aged accounts:/ });
    await outcome.waitFor();
    await outcome.hover();
    await owner.page
      .getByRole("tooltip")
      .getByText(/“Mountain” takes it away, for everybody/)
      .waitFor();
    await owner.page.mouse.move(0, 0);
    await outcome.press("Enter");
    await owner.page.getByText("“Mountain” takes it away, for everybody.", { exact: true }).waitFor();
    await expectAccessible(owner.page);
  });

  it("knows who is calling: several accounts are listed and marked, one is entered at once, also from outside", async () => {
    const { page, offences } = nora;
    await signIn(owner.page, PORTLAND);
    const [here, there] = [await phonesOf(owner.page, BOULDER), await phonesOf(owner.page, PORTLAND)];
    // The same line in two towns: without the area code it is found in both.
    const phone = here.find((one) => there.some((other) => other.endsWith(one.slice(-7))))!;
    const end = phone.slice(-7);
    await page.goto(`${origin()}/enterprise/phone-search-link/${end}/`);
    const list = page.getByRole("list", { name: "Accounts with this number" });
    await list.getByRole("button", { name: /Northstar Boulder/ }).waitFor();
    await list.getByRole("button", { name: /Northstar Portland/ }).waitFor();
    await list
      .getByText(/active enrollment/)
      .first()
      .waitFor();
    await expectAccessible(page);
    expect(offences).toEqual([]);

    await page.goto(`${origin()}/enterprise/phone-search-link/3035550000/`);
    await page.getByRole("heading", { name: "No match." }).waitFor();

    const agent = await visit(browser);
    await agent.page.goto(`${origin()}/enterprise/phone-search-link/${encodeURIComponent(phone)}/`);
    await chooseAtGoogle(agent.page, "Mia Castellanos");
    await agent.page.waitForURL((url) => url.pathname === `/a/${BOULDER}/families`, { timeout: 60_000 });
    expect(new URL(agent.page.url()).searchParams.get("phone")).toBe(phone);
    await settled(agent.page);
    await agent.page.getByText("Mia Castellanos").first().waitFor();
  });
});
