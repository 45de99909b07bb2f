import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../tenant-schema/dates.ts";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";
import { type Door, decide, door, type OwnFamily, officeOf, ownClass, ownFamily } from "./own-family.ts";

const SCHOOL = "lagoon";
const TOLD = "Bring a towel, and come ten minutes early.";

/** The page's line to the live feed, which is not connected until the test does it. */
const liveLine = (page: Page) =>
  new Promise<WebSocketRoute>(
    (resolve) => void page.routeWebSocket((url) => url.pathname.endsWith("/live"), resolve),
  );

const isFocused = (element: Locator) => element.evaluate((it) => it === document.activeElement);

describe.each([390, 1_440])("what a family asks for, and what the office answers, at %s px", (width) => {
  let browser: Browser;
  let staff: Visit;
  let guest: Visit;
  let page: Page;
  let owner: Door;
  let family: OwnFamily;
  let before: object;
  const stamp = `${width}x${Date.now() % 10_000}`;
  const surname = `Fotheringay${stamp}`;
  const names = [`Otters ${stamp}`, `Herons ${stamp}`] as const;

  beforeAll(async () => {
    browser = await launch();
    owner = await officeOf(browser, SCHOOL);
    before = await decide(owner, {
      registrationMode: "request",
      trials: "request",
      drops: "request",
      transfers: "request",
    });
    for (const name of names) await ownClass(owner, { name });
    guest = await visit(browser, { width, colorScheme: width === 390 ? "dark" : "light" });
    page = guest.page;
    family = await ownFamily(owner, {
      context: guest.context,
      school: SCHOOL,
      name: surname,
      children: ["Ada", "Bo"],
    });
    staff = await visit(browser, { width });
    await signIn(staff.page, SCHOOL);
  });
  afterAll(async () => {
    await decide(owner, before);
    await browser.close();
  });

  const open = async (path: string) => {
    await page.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(page);
  };
  const visibleButton = (name: string) => page.getByRole("button", { name }).and(page.locator(":visible"));
  /** What waits for the office, as its footer says without having been asked. */
  const waiting = async () =>
    Number(
      /\d+/.exec(
        (await staff.page.getByRole("link", { name: /^Online Activity/ }).textContent()) ?? "",
      )?.[0] ?? 0,
    );
  const putIntoCart = async (name: string, act: string, child: string) => {
    await open(`/classes?q=${encodeURIComponent(name)}`);
    await page.getByRole("link", { name }).click();
    await visibleButton(act).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: child }).check();
    await dialog.getByText("What it costs").waitFor();
    await settled(page);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add to cart" }).click();
    await dialog.getByText(`${child} is in your cart`).waitFor();
  };
  const asked = () => staff.page.getByRole("row").filter({ hasText: surname });
  const decideFirst = async (kind: string, answer: "Approve" | "Deny", text: string) => {
    const desk = staff.page;
    await desk.goto(`${origin()}/a/${SCHOOL}/online-activity?kind=${kind}&q=${surname}`);
    await settled(desk);
    await asked().first().click();
    await desk.getByLabel(/^To the family/).fill(text);
    await desk.getByRole("button", { name: answer, exact: true }).and(desk.locator(":enabled")).waitFor();
    await expectAccessible(desk);
    await desk.getByRole("button", { name: answer, exact: true }).click();
    await desk.getByText(answer === "Approve" ? "Request approved" : "Request denied").waitFor();
  };

  it("asks for a place and for a trial, and the office sees both without asking", async () => {
    await putIntoCart(names[0], "Ask for a place", "Ada");
    await putIntoCart(names[1], "Try it once", "Bo");
    const seen = await waiting();
    await open("/checkout");
    await page.getByText("Asked for").first().waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("heading", { name: "All done" }).waitFor();
    await page.getByText("Nothing was charged.").waitFor();
    await expectAccessible(page);
    await expect.poll(waiting).toBe(seen + 2);
  });

  it("grows old on a page that stays open: how long it waits, and in which colour", async () => {
    const left = await visit(browser, { width });
    const { rows } = await owner.get<{ rows: { happenedAt: number }[] }>(
      `/online-activity?nature=request&q=${surname}`,
    );
    await left.page.clock.install();
    await signIn(left.page, SCHOOL);
    // By the page's own clock it is a second since the last of them, however long all this took.
    const lastMs = Math.max(...rows.map(({ happenedAt }) => happenedAt));
    await left.page.clock.setSystemTime(lastMs + 1_000);
    await left.page.goto(`${origin()}/a/${SCHOOL}/online-activity?nature=request&q=${surname}`);
    const first = left.page.getByRole("row").filter({ hasText: surname }).first();
    await first.getByText("now", { exact: true }).waitFor();
    await left.page.clock.fastForward("05:00:00");
    const age = first.getByText("5 h", { exact: true });
    await age.waitFor();
    expect(await age.getAttribute("class")).toContain("text-warn");
    await left.context.close();
  });

  it("of a bulk decision that worked in part, the part that did can be taken back", async () => {
    const desk = staff.page;
    await desk.goto(`${origin()}/a/${SCHOOL}/online-activity?nature=request&q=${surname}`);
    await settled(desk);
    // What another desk would have changed meanwhile: the second one is sent as another version than it has.
    await desk.route("**/online-activity/decide", async (route) => {
      const sent = route.request().postDataJSON();
      const [first, second] = sent.items;
      await route.continue({
        postData: { ...sent, items: [first, { ...second, version: second.version + 1 }] },
      });
    });
    for (const row of [0, 1]) await asked().nth(row).getByRole("checkbox").press("Space");
    await desk.getByRole("button", { name: "Decide 2…" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByText(/^2 of 2 can be approved/).waitFor();
    await dialog.getByLabel(/^To the family/).fill("Full until spring.");
    await dialog.getByRole("button", { name: "Deny 2" }).click();
    await desk.getByText("1 of 2 requests could not be denied").waitFor();
    await desk.getByText(/The other one is denied\.$/).waitFor();
    await desk.unroute("**/online-activity/decide");
    // What is left stays, as it is now, with the words that were written for the families.
    await dialog.getByRole("heading", { name: "Decide 1 request" }).waitFor();
    expect(await dialog.getByLabel(/^To the family/).inputValue()).toBe("Full until spring.");
    await expectAccessible(desk);
    // The notice is there for everybody while the dialog is open, and a press on it does not leave the dialog.
    // By keyboard one key leads there out of the dialog, and answering it leads back.
    const words = dialog.getByLabel(/^To the family/);
    const undo = desk.getByRole("button", { name: "Undo", exact: true });
    if (width === 390) await undo.click();
    else {
      await words.focus();
      await desk.keyboard.press("F8");
      await desk.keyboard.press("F8");
      expect(await isFocused(words)).toBe(true);
      await desk.keyboard.press("F8");
      expect(await isFocused(undo)).toBe(true);
      await desk.keyboard.press("Enter");
    }
    await desk.getByText("Undone").waitFor();
    await dialog.getByRole("heading", { name: "Decide 2 requests" }).waitFor();
    expect(await words.inputValue()).toBe("Full until spring.");
    if (width !== 390) expect(await isFocused(words)).toBe(true);
    await desk.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => asked().count()).toBe(2);
  });

  it("hears of both, which one act of the office approved, with words of its own", async () => {
    const desk = staff.page;
    await desk.goto(`${origin()}/a/${SCHOOL}/online-activity?nature=request&q=${surname}`);
    await settled(desk);
    await expectAccessible(desk);
    for (const row of [0, 1]) await asked().nth(row).getByRole("checkbox").press("Space");
    await desk.getByRole("button", { name: "Decide 2…" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByText(/^2 of 2 can be approved/).waitFor();
    await dialog.getByLabel(/^To the family/).fill(TOLD);
    await expectAccessible(desk);
    await dialog.getByRole("button", { name: "Approve 2" }).click();
    await desk.getByText("2 requests approved").waitFor();
    await open("/account");
    expect(await page.getByText(`“${TOLD}”`).count()).toBe(2);
    await page.getByText(names[0]).first().waitFor();
    await page
      .getByText(/^Trial/)
      .first()
      .waitFor();
    await expectAccessible(page);
  });

  it("asks for another class, is told why not, and asks to leave, which is granted", async () => {
    const child = family.students[0]!;
    await open(`/account/students/${child.id}`);
    await page.getByRole("link", { name: "Change class" }).first().click();
    // Of its eight places one is Bo's.
    await page.getByRole("radio", { name: new RegExp(`${names[1]}.*7 places`) }).check();
    await page.getByText(/^Last day in the present class/).waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Ask to change" }).click();
    await page
      .getByText(/Sent to the school/)
      .first()
      .waitFor();
    // Whoever was writing an answer of their own keeps the words, and is told that nothing is left to answer.
    const colleague = await visit(browser, { width });
    await signIn(colleague.page, SCHOOL);
    await colleague.page.goto(`${origin()}/a/${SCHOOL}/online-activity?kind=transfer_request&q=${surname}`);
    await colleague.page.getByRole("row").filter({ hasText: surname }).first().click();
    await colleague.page.getByLabel(/^To the family/).fill("Let us talk.");
    await decideFirst("transfer_request", "Deny", "Not now.");
    await colleague.page.getByText(/^This no longer waits/).waitFor();
    expect(await colleague.page.getByLabel(/^To the family/).inputValue()).toBe("Let us talk.");
    expect(await colleague.page.getByRole("button", { name: "Deny", exact: true }).isDisabled()).toBe(true);
    await expectAccessible(colleague.page);
    await colleague.context.close();
    await staff.page.getByRole("button", { name: "Undo", exact: true }).click();
    await asked().first().waitFor();
    await decideFirst("transfer_request", "Deny", "The Herons are a level above.");
    await open("/account");
    await page.getByText("“The Herons are a level above.”").waitFor();
    await page.getByText("Not possible").waitFor();
    await expectAccessible(page);

    await open(`/account/students/${child.id}`);
    await page.getByRole("link", { name: "Leave this class" }).first().click();
    await page.getByLabel("Note to the school (optional)").fill("We move away");
    // What is asked for is the day that was chosen, however late the answer comes that tells what it means.
    let isLost = true;
    await page.route("**/drop?endsOn=*", async (route) => {
      if (isLost) return route.abort();
      await page.waitForTimeout(1_000);
      await route.continue();
    });
    const lastDay = addDays(await page.getByLabel("Last day").inputValue(), 3);
    await page.getByLabel("Last day").fill(lastDay);
    // A day that could not be asked takes nothing along, neither the words nor the way to ask again.
    const retry = page.getByRole("button", { name: "Try again" });
    await retry.waitFor();
    expect(await page.getByRole("button", { name: "Ask to leave the class" }).isDisabled()).toBe(true);
    isLost = false;
    await retry.click();
    await retry.waitFor({ state: "detached" });
    expect(await page.getByLabel("Note to the school (optional)").inputValue()).toBe("We move away");
    await page.getByRole("button", { name: "Ask to leave the class" }).click();
    await page
      .getByText(/Sent to the school/)
      .first()
      .waitFor();
    const own = door(guest.context.request, "family", SCHOOL);
    const { requests } = await own.get<{ requests: { kind: string; concernsOn: string }[] }>("/enrollments");
    const drops = requests.filter(({ kind }) => kind === "drop_request");
    expect(drops.map(({ concernsOn }) => concernsOn)).toEqual([lastDay]);
    await decideFirst("drop_request", "Approve", "");
    await open(`/account/students/${child.id}`);
    await page
      .getByText(/until /)
      .first()
      .waitFor();
  });

  it("takes its data along, asks for them to be erased, and withdraws that", async () => {
    await open("/account/privacy");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = await (await download).path();
    expect(await readFile(file, "utf8")).toContain(names[0]);
    // Its live line opens long after its data came: what happens in between must not wait for the next news.
    const late = await visit(browser, { width });
    await signIn(late.page, SCHOOL);
    const [line] = await Promise.all([
      liveLine(late.page),
      late.page.goto(`${origin()}/a/${SCHOOL}/online-activity?kind=erase_request&q=${surname}`),
    ]);
    await late.page.getByText("Nothing matches these filters").waitFor();
    await page.getByLabel("Note to the school (optional)").fill("We have moved away");
    await page.getByRole("button", { name: "Ask for erasure" }).click();
    await page.getByText(/^You have asked the school to erase your data/).waitFor();
    await expectAccessible(page);
    line.connectToServer();
    await late.page.getByRole("row").filter({ hasText: surname }).waitFor();
    await late.context.close();
    const desk = staff.page;
    await desk.goto(`${origin()}/a/${SCHOOL}/online-activity?kind=erase_request&q=${surname}`);
    await settled(desk);
    await asked().first().click();
    await desk.getByText("We have moved away").first().waitFor();
    await expectAccessible(desk);
    await open("/account");
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page
      .getByText(/was withdrawn/)
      .first()
      .waitFor();
    await open("/account/privacy");
    await page.getByRole("button", { name: "Ask for erasure" }).waitFor();
    expect([...guest.offences, ...staff.offences]).toEqual([]);
  });
});
