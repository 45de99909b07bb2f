import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, post, settled, signIn, type Visit, visit } from "./office.ts";

const ACCOUNT = "lagoon";
/** Nobody else's, however often this is run on one server. */
const ADDRESS = `mo-${crypto.randomUUID().slice(0, 8)}@moverly.example`;
const API = () => `${origin()}/api/office/${ACCOUNT}`;

describe("what a payment pays, and its receipt by mail", () => {
  let browser: Browser;
  let owner: Visit;
  let familyId: string;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    const { page } = owner;
    await signIn(page, ACCOUNT);
    const guardians = [{ firstName: "Mo", lastName: "Moverly", emails: [{ address: ADDRESS }] }];
    familyId = (await post<{ id: string }>(page, ACCOUNT, "/families", { name: "Moverly", guardians })).id;
    const answer = await page.request.get(`${API()}/ledger/options`);
    const { today, locations } = (await answer.json()) as { today: string; locations: { id: string }[] };
    const locationId = locations[0]!.id;
    for (const description of ["Swim cap", "Goggles"]) {
      const lines = [{ description, baseMinor: 4000, taxMinor: 0 }];
      await post(page, ACCOUNT, "/ledger/charges", { familyId, locationId, chargeOn: today, lines });
    }
    const payment = { familyId, locationId, method: "cash", amountMinor: 4000, receivedOn: today };
    await post(page, ACCOUNT, "/ledger/payments", payment);
    await page.goto(`${origin()}/a/${ACCOUNT}/families/${familyId}?tab=ledger`);
    await settled(page);
  });
  afterAll(() => browser.close());

  const dialog = () => owner.page.getByRole("dialog").last();
  const paid = () => owner.page.getByRole("dialog").first().getByRole("list").first();

  const open = () =>
    owner.page.getByRole("button", { name: "Cash payment", exact: true }).first().press("Enter");

  it("is chosen anew by keyboard, and taken back", async () => {
    const { page } = owner;
    await open();
    await expect.poll(() => paid().textContent()).toContain("Swim cap");
    await page.getByRole("button", { name: "Choose other charges…" }).press("Enter");
    await dialog().getByRole("heading", { name: "What Cash payment pays" }).waitFor();
    await dialog().getByText("$40.00 of it paid with this now").waitFor();
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Move it" }).press("Enter");
    await dialog().getByText("Nothing was changed yet").first().waitFor();
    await expectAccessible(page);
    await dialog()
      .getByRole("checkbox", { name: /Swim cap/ })
      .press("Space");
    await dialog()
      .getByRole("checkbox", { name: /Goggles/ })
      .press("Space");
    await dialog().getByLabel("Reason").fill("It was for the goggles");
    await dialog().getByRole("button", { name: "Move it" }).press("Enter");
    await expect.poll(() => paid().textContent()).toContain("Goggles");
    await page.getByRole("heading", { name: "What Cash payment pays" }).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).first().press("Enter");
    await open();
    await expect.poll(() => paid().textContent()).toContain("Swim cap");
    await settled(page);
  });

  it("goes to the family at one press", async () => {
    const { page } = owner;
    await page.getByRole("button", { name: "Mail it" }).press("Enter");
    await page.getByText(`It is on its way to ${ADDRESS}`).waitFor();
    await expectAccessible(page);
    expect(owner.offences).toEqual([]);
  });

  it("is mailed by itself only as long as the school wants it", async () => {
    const { page } = owner;
    await page.goto(`${origin()}/a/${ACCOUNT}/settings/processor`);
    await settled(page);
    const rule = page.getByRole("checkbox", { name: /Mail the receipt/ });
    await expect.poll(() => rule.isChecked()).toBe(true);
    await expectAccessible(page);
    await rule.press("Space");
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page
      .getByText(/mailed only by hand/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Undo" }).first().press("Enter");
    await expect.poll(() => rule.isChecked()).toBe(true);
    expect(owner.offences).toEqual([]);
  });
});
