import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, post, settled, signIn, visit } from "./office.ts";
import { weekly } from "./school-day.ts";

/** Types into the field that a label names, reached without a mouse. */
async function fill(page: Page, label: string, text: string, nth = 0): Promise<void> {
  await page.getByLabel(label, { exact: true }).nth(nth).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${origin()}/api/office/summit${path}`)).json()) as T;
}

/** Presses Enter on what has that name. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .focus();
  await page.keyboard.press("Enter");
}

describe("a class, without a mouse", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("is made with two slots, changed from a day on, and changed back by undo", async () => {
    const { page, offences } = await visit(browser);
    await signIn(page, "summit");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForURL(/\/classes$/);
    await settled(page);
    await page.getByRole("row").nth(3).waitFor();
    await expectAccessible(page);

    await page.keyboard.press("n");
    await page.waitForURL(/\/classes\/new$/);
    await page.getByLabel("Name", { exact: true }).waitFor();
    await page.getByLabel("Location").locator("option").first().waitFor({ state: "attached" });

    await press(page, "Save class");
    await page.getByText("Enter how many places there are").first().waitFor();
    await expectAccessible(page);

    await fill(page, "Name", "Quixotic Vaulting");
    await fill(page, "Places", "6");
    await fill(page, "Begins", "430p");
    await press(page, "Add a slot");
    await page.getByText("Slot 2").first().waitFor();
    await page.getByLabel("Day", { exact: true }).nth(1).focus();
    await page.keyboard.type("Thu");
    await fill(page, "Begins", "17:15", 1);
    await fill(page, "Years optional", "5");
    await page.getByText(/^Born on .* or before\./).waitFor();
    await page.keyboard.press("Enter");

    await page.waitForURL(/\/classes\/cls_/);
    await page.getByRole("heading", { level: 1, name: "Quixotic Vaulting" }).waitFor();
    await page.getByText("4:30 PM – 5:30 PM").first().waitFor();
    await page.getByText("5:15 PM – 6:15 PM").first().waitFor();
    await settled(page);
    await expectAccessible(page);

    await page.getByRole("tab", { name: "Overview" }).focus();
    // Other rooms add tabs of their own between these.
    const schedule = page.getByRole("tab", { name: "Schedule" });
    while ((await schedule.getAttribute("aria-selected")) !== "true") {
      const before = page.url();
      await page.keyboard.press("ArrowRight");
      await page.waitForURL((url) => url.href !== before);
    }
    await page.getByRole("article", { name: "Mon 4:30 PM" }).waitFor();
    await press(page, "Change from a day…");
    await page.getByRole("dialog").getByLabel("From", { exact: true }).waitFor();
    await fill(page, "From", "+10");
    await fill(page, "Begins", "6:00 pm");
    await expectAccessible(page);
    // Escape asks before it throws away what was typed.
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Close without saving?" }).waitFor();
    await press(page, "Go on editing");
    await page.getByRole("dialog", { name: "Close without saving?" }).waitFor({ state: "detached" });
    await page.getByLabel("Begins", { exact: true }).focus();
    await page.keyboard.press("Enter");
    const slot = page.getByRole("article").first();
    await slot.getByText("Planned").waitFor();
    await page.getByText(/^Changed Quixotic Vaulting from .*: Mondays 6:00.PM$/).waitFor();
    expect(await slot.getByRole("listitem").allTextContents()).toEqual([
      expect.stringContaining("4:30 PM – 5:30 PM"),
      expect.stringContaining("6:00 PM – 7:00 PM"),
    ]);
    await settled(page);
    await expectAccessible(page);

    // The toast of the class itself may still be there; the latest act stands last.
    await page.getByRole("button", { name: "Undo" }).last().focus();
    await page.keyboard.press("Enter");
    await slot.getByText("Planned").waitFor({ state: "detached" });
    expect(await slot.getByRole("listitem").count()).toBe(1);

    await page.goto(`${origin()}/a/summit/classes?q=quixotic`);
    await page.getByRole("link", { name: /Quixotic Vaulting/ }).waitFor();
    expect(offences).toEqual([]);
  });

  it("says who goes first and from when, and lets those who hear the drawer choose who teaches", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, "summit");
    const { account } = await read<{ account: { locations: { id: string }[] } }>(page, "/session");
    const { id: classId } = await post<{ id: string }>(page, "summit", "/classes", {
      ...{ name: "Quixotic Priority", locationId: account.locations[0]?.id, capacity: 6 },
      ...{ startsOn: "2020-01-01", slots: [weekly("summit")] },
    });
    await page.goto(`${origin()}/a/summit/classes/${classId}?tab=schedule`);
    await settled(page);
    await press(page, "Add a slot");
    await press(page, /^Instructors:/);
    const list = page.getByRole("dialog", { name: "Instructors" });
    await list.getByRole("checkbox").first().waitFor();
    await expectAccessible(page);
    await list.getByRole("checkbox").first().press("Space");
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).press("Enter");
    await press(page, "Discard");

    await press(page, "Edit");
    const keyword = page.getByLabel("Priority for optional");
    const labels = await keyword.locator("option").allTextContents();
    expect(new Set(labels).size).toBe(labels.length);
    await keyword.selectOption({ index: 1 });
    await page.getByText(/^Enter when priority registration opens/).waitFor();
    await fill(page, "Priority registration opens optional", "+3");
    await page.getByText("Those with this keyword may register first.").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByText("Changed the class Quixotic Priority").waitFor();
    await page.goto(`${origin()}/a/summit/classes/${classId}`);
    await page.getByText(`: ${labels[1]}`).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("goes through the steps of a quick edit without losing its place or what was typed", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, "summit");
    await page.goto(`${origin()}/a/summit/classes?q=tumbling`);
    await settled(page);
    for (const nth of [0, 1]) {
      await page
        .getByRole("checkbox", { name: /^Select (?!all)/ })
        .nth(nth)
        .press("Space");
    }
    await press(page, "Quick edit…");
    const dialog = page.getByRole("dialog");
    const name = dialog.getByLabel(/^Name;/);
    const hasFocus = (button: string) =>
      expect
        .poll(() =>
          dialog.getByRole("button", { name: button }).evaluate((it) => it === document.activeElement),
        )
        .toBe(true);
    await name.fill("{name} (Spring)");
    await dialog.getByRole("button", { name: "Preview" }).press("Enter");
    await hasFocus("Change 2 classes");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Back" }).press("Enter");
    await hasFocus("Preview");
    expect(await name.inputValue()).toBe("{name} (Spring)");
    await page.keyboard.press("Enter");
    await hasFocus("Change 2 classes");
    await dialog.getByRole("button", { name: "Close" }).press("Enter");
    expect(offences).toEqual([]);
    await context.close();
  });
});
