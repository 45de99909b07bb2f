import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";

/** Presses Tab, or Tab backwards, until the element that has the focus is the one that is looked for. */
async function tabTo(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labelled = element && (element as HTMLInputElement).labels?.[0]?.textContent;
      return element?.getAttribute("aria-label") ?? labelled ?? element?.textContent ?? "";
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

async function toast(page: Page, text: RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}

describe("staff, settings and the audit log, without a mouse", () => {
  let browser: Browser;
  let owner: Visit;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, "lagoon");
  });
  afterAll(() => browser.close());

  it("adds somebody, gives a right, sees why, and takes it back", async () => {
    const { page } = owner;
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { name: "Staff", level: 1 }).waitFor();
    await page.keyboard.press("n");
    await page.getByLabel("First name").waitFor();
    await page.keyboard.type("Ines");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Núñez");
    await page.keyboard.press("Tab");
    await page.keyboard.type("ines@lagoon.example");
    await page.keyboard.press("Tab");
    await expect.poll(() => page.getByLabel("User name").inputValue()).toBe("ines.nunez");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Ines Núñez" }).waitFor();
    await toast(page, /Added Ines Núñez to the staff/);

    await tabTo(page, /^Details/);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("radiogroup", { name: /^Families/ }).waitFor();
    await settled(page);
    await page
      .getByRole("radiogroup", { name: /^Families/ })
      .getByLabel("None")
      .focus();
    await page.keyboard.press("ArrowRight");
    await toast(page, /Gave Ines Núñez the right “Families” \(view\)/);
    const families = page.getByRole("button", { name: /^Families:/ });
    // Without the office nobody gets in, whatever else was given.
    await expect.poll(() => families.textContent()).toContain("No access");
    await families.focus();
    await page.keyboard.press("Enter");
    await page
      .getByText(/the right “Office portal” is missing/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page
      .getByRole("radiogroup", { name: /^Office portal/ })
      .getByLabel("None")
      .focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => families.textContent()).toContain("View");
    await page.getByText(/may see Families but change nothing: granted view personally/).waitFor();

    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.getByRole("heading", { name: "Audit Log" }).waitFor();
    await page.locator("[data-entry]", { hasText: "Office portal" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("row", { name: /Right Families/ }).waitFor();
    await page.getByRole("button", { name: /^Undo: Gave Ines Núñez the right “Families”/ }).focus();
    await page.keyboard.press("Enter");
    await toast(page, /Undid: Gave Ines Núñez the right “Families”/);
    await page.getByText("Undone", { exact: true }).first().waitFor();
  });

  it("keeps a list: adds, moves, renames, deletes, and undoes", async () => {
    const { page } = owner;
    await page.keyboard.press("g");
    await page.keyboard.press("e");
    // A new page is announced by its heading; the way to the others lies just before it.
    await page.waitForFunction(() => document.activeElement?.textContent === "Business");
    await tabTo(page, /^Lists$/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByLabel("New entry").waitFor();
    await page.getByLabel("New entry").focus();
    await page.keyboard.type("Neighbor");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Move Neighbor up" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    // What is done next needs the version that the last of the moves has left.
    await settled(page);
    await expect.poll(() => page.getByRole("listitem").last().textContent()).not.toContain("Neighbor");
    await page.getByRole("button", { name: "Rename Neighbor" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("No record uses it yet.").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Neighbour");
    await page.keyboard.press("Enter");
    await toast(page, /Renamed the list entry Neighbor to Neighbour/);
    await page.getByRole("button", { name: "Delete Neighbour" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("No record uses it.").waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
    await toast(page, /Deleted the list entry Neighbour/);
    await expect.poll(() => page.getByRole("button", { name: "Delete Neighbour" }).count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).last().press("Enter");
    await page.getByRole("button", { name: "Delete Neighbour" }).waitFor();
  });

  it("asks before unsaved business details are left, and shows the new name everywhere once saved", async () => {
    const { page } = owner;
    await page.goto(`${origin()}/a/lagoon/settings`);
    await settled(page);
    const before = await page.getByLabel("Name", { exact: true }).inputValue();
    await page.getByLabel("Name", { exact: true }).fill("Lagoon Swim & Dive");
    await page.getByRole("link", { name: "Locations" }).press("Enter");
    await page.getByText("Leave without saving?").waitFor();
    await page.getByRole("button", { name: "Stay here" }).press("Enter");
    // The page asks for what holds now; meanwhile somebody types on.
    const asked = "**/settings/business";
    await page.route(asked, async (route) => {
      if (route.request().method() === "GET") await page.waitForTimeout(1_500);
      await route.continue();
    });
    const answered = page.waitForResponse(
      (answer) => answer.request().method() === "GET" && /business$/.test(answer.url()),
    );
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByRole("navigation", { name: "Main" }).getByText("Lagoon Swim & Dive").waitFor();
    await page.getByLabel("Name", { exact: true }).fill(before);
    await answered;
    await page.unroute(asked);
    await settled(page);
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe(before);
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByRole("navigation", { name: "Main" }).getByText(before).waitFor();
  });

  it("did nothing that a page may not do", () => {
    expect(owner.offences).toEqual([]);
  });
});
