import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, dateAt } from "../../tenant-schema/dates.ts";
import type { Calendar, CalendarMeeting } from "../../worker/domains/calendar/shapes.ts";
import { expectAccessible, launch, origin, settled, signIn, visit } from "./office.ts";

const ACCOUNT = "pointe";
const PAGE = `/a/${ACCOUNT}/calendar`;

async function meetings(page: Page, query: string): Promise<readonly CalendarMeeting[]> {
  const answer = await page.request.get(`${origin()}/api/office/${ACCOUNT}/calendar?${query}`);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as Calendar).meetings;
}

/** A meeting of the week after next that is as its class says, by the n-th class that has one. */
async function plainMeeting(page: Page, nth: number): Promise<CalendarMeeting> {
  const from = addDays(dateAt(Date.now(), "Europe/London"), 8);
  const all = await meetings(page, `from=${from}&to=${addDays(from, 6)}`);
  const plain = all.filter(
    ({ isCancelled, closure, isMoved, version, startMinute }) =>
      !isCancelled && closure === null && !isMoved && version === null && startMinute < 1_200,
  );
  const classes = [...new Set(plain.map(({ classId }) => classId))];
  return plain.find(({ classId }) => classId === classes[nth])!;
}

/** The calendar narrowed to the class, so that its blocks stand alone. */
const pathOf = ({ classId, meetsOn }: CalendarMeeting) => `${PAGE}?date=${meetsOn}&class=${classId}`;
const keyOf = ({ slotId, meetsOn }: CalendarMeeting) => `${slotId}~${meetsOn}`;
const blockOf = (page: Page, meeting: CalendarMeeting) => page.locator(`[data-meeting="${keyOf(meeting)}"]`);

async function asItIs(page: Page, meeting: CalendarMeeting): Promise<CalendarMeeting> {
  const { slotId, meetsOn } = meeting;
  const answer = await page.request.get(`${origin()}/api/office/${ACCOUNT}/meetings/${slotId}/${meetsOn}`);
  return (await answer.json()) as CalendarMeeting;
}
const startOf = (page: Page, meeting: CalendarMeeting) =>
  expect.poll(async () => (await asItIs(page, meeting)).startMinute);

async function openOn(page: Page, meeting: CalendarMeeting): Promise<void> {
  await page.goto(`${origin()}${pathOf(meeting)}`);
  await settled(page);
  await blockOf(page, meeting).waitFor();
}

/** Takes a block with the pointer and lets it go half an hour later in the day. */
async function dragHalfAnHour(page: Page, meeting: CalendarMeeting): Promise<void> {
  const box = (await blockOf(page, meeting).boundingBox())!;
  const halfAnHour = (box.height / meeting.durationMinutes) * 30;
  const x = box.x + box.width / 2;
  const y = box.y + Math.min(10, box.height / 2);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step++) await page.mouse.move(x, y + (halfAnHour * step) / 5);
  await page.mouse.up();
}

describe("the calendar", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("carries a class by pointer, and takes it back from the history after the tab was closed", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 0);
    await openOn(page, meeting);
    await dragHalfAnHour(page, meeting);

    const dialog = page.getByRole("dialog", { name: `Move ${meeting.className}?` });
    await dialog.getByText(/students? (is|are) concerned/).waitFor();
    await expectAccessible(page);
    // Nothing has happened yet.
    expect((await asItIs(page, meeting)).startMinute).toBe(meeting.startMinute);
    await dialog.getByRole("button", { name: "Move", exact: true }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await startOf(page, meeting).toBe(meeting.startMinute + 30);
    await expect.poll(() => blockOf(page, meeting).textContent()).toMatch(/moved/);
    await page.close();

    const later = await context.newPage();
    await later.goto(`${origin()}/a/${ACCOUNT}/audit`);
    await later
      .getByRole("button", { name: new RegExp(`^Undo: Moved ${meeting.className}`) })
      .first()
      .click();
    await startOf(later, meeting).toBe(meeting.startMinute);
    await openOn(later, meeting);
    expect(await blockOf(later, meeting).textContent()).not.toMatch(/moved/);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("leads the focus back to the class from its details and its dialogs, and tells days as people write them", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 1);
    await openOn(page, meeting);
    const block = blockOf(page, meeting);
    const details = page.getByRole("dialog", { name: meeting.className, exact: true });
    const asked = page.getByRole("dialog", { name: `Cancel ${meeting.className}?` });
    const unsaved = page.getByRole("dialog", { name: "Close without saving?" });
    const isBack = () =>
      expect.poll(() => block.evaluate((element) => element === document.activeElement)).toBe(true);
    await block.focus();
    await page.keyboard.press("Enter");
    await details.waitFor();
    await page.keyboard.press("Escape");
    await isBack();
    for (const leave of ["Escape", "Enter"]) {
      await page.keyboard.press("Enter");
      await details.waitFor();
      await page.keyboard.press("c");
      await asked.getByText(/\d+ students? of/).waitFor();
      await page.keyboard.type("Burst pipe");
      await page.keyboard.press(leave);
      // Escape asks before it throws away what was typed.
      if (leave === "Escape") await unsaved.getByRole("button", { name: "Discard" }).press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await isBack();
    }
    const told = page.getByRole("region", { name: "Notifications" }).getByText(/^Cancelled /);
    expect(await told.textContent()).not.toContain(meeting.meetsOn);
    await page.keyboard.press("Enter");
    // Nobody comes to it, so there is nothing to take down.
    await details.getByRole("button", { name: "Restore" }).waitFor();
    expect(await details.getByRole("button", { name: /^Attendance/ }).count()).toBe(0);
    await details.getByRole("button", { name: "Restore" }).press("Enter");
    const restoring = page.getByRole("dialog", { name: `Restore ${meeting.className}?` });
    await restoring.getByRole("button", { name: "Restore", exact: true }).press("Enter");
    await expect.poll(async () => (await asItIs(page, meeting)).isCancelled).toBe(false);
    await isBack();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("leaves a class where it was when a drag is broken off or ends where it began", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 1);
    await openOn(page, meeting);
    const box = (await blockOf(page, meeting).boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 90, { steps: 4 });
    await page.locator(".cal-ghost").waitFor();
    await page.keyboard.press("Escape");
    // A hand lets go some time after the key.
    await page.waitForTimeout(200);
    await page.mouse.up();
    expect(await page.locator(".cal-ghost").count()).toBe(0);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });

  it("carries a class by keys, with every step said, and takes it back from the toast", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 2);
    await openOn(page, meeting);
    await blockOf(page, meeting).focus();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Alt+ArrowUp");
    await page.locator("[aria-live=assertive]", { hasText: /\d:\d\d/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.getByText(/students? (is|are) concerned/).waitFor();
    await page.keyboard.press("Enter");
    await startOf(page, meeting).toBe(meeting.startMinute + 25);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await startOf(page, meeting).toBe(meeting.startMinute);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("cancels a meeting for a reason after saying whom it concerns, and restores it", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 3);
    await openOn(page, meeting);
    await blockOf(page, meeting).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: meeting.className }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await page.keyboard.press("c");

    const dialog = page.getByRole("dialog", { name: `Cancel ${meeting.className}?` });
    await dialog.getByText(/\d+ students? of \d+ famil/).waitFor();
    await dialog.getByLabel("Reason").fill("Burst pipe");
    await dialog.getByLabel("Write to the families").uncheck();
    await dialog.getByLabel("Write to those who teach").uncheck();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel the meeting" }).click();
    const label = () => blockOf(page, meeting).textContent();
    await expect.poll(label).toMatch(/Burst pipe.*Cancelled/);
    expect((await asItIs(page, meeting)).isCancelled).toBe(true);

    await blockOf(page, meeting).focus();
    await page.keyboard.press("c");
    const restoring = page.getByRole("dialog", { name: `Restore ${meeting.className}?` });
    await restoring.getByLabel("Write to the families").uncheck();
    await expectAccessible(page);
    const asked = page.waitForRequest(/\/meetings\/restore$/);
    await restoring.getByRole("button", { name: "Restore", exact: true }).click();
    expect((await asked).postDataJSON()).toMatchObject({ notify: { families: false, staff: true } });
    await expect.poll(label).not.toMatch(/Cancelled/);
    expect((await asItIs(page, meeting)).isCancelled).toBe(false);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("takes the time of a move as people type it, and moves nothing to a time it cannot read", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 5);
    await openOn(page, meeting);
    await blockOf(page, meeting).focus();
    await page.keyboard.press("Enter");
    const details = page.getByRole("dialog", { name: meeting.className });
    await details.getByRole("button", { name: "Move", exact: true }).press("Enter");
    const dialog = page.getByRole("dialog", { name: `Move ${meeting.className}?` });
    const time = dialog.getByLabel("Starts");
    const move = dialog.getByRole("button", { name: "Move", exact: true });
    await time.fill("");
    await dialog.getByText(/^Enter a day, a time such as/).waitFor();
    expect(await move.isDisabled()).toBe(true);
    await time.fill("830p");
    await time.press("Tab");
    expect(await time.inputValue()).toBe("20:30");
    await dialog.getByText(/students? (is|are) concerned/).waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("Write to the families").uncheck();
    await dialog.getByLabel("Write to those who teach").uncheck();
    await move.click();
    await startOf(page, meeting).toBe(1_230);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("says of days in the wrong order that they are, where many meetings are cancelled or somebody is away", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    await page.goto(`${origin()}${PAGE}`);
    await settled(page);
    const dialog = page.getByRole("dialog");
    for (const act of ["Cancel many meetings …", "Somebody is away …"]) {
      await page.getByRole("button", { name: "More for the calendar" }).press("Enter");
      await page.getByRole("menuitem", { name: act }).press("Enter");
      if (act.startsWith("Somebody"))
        await dialog.getByLabel("Who", { exact: true }).selectOption({ index: 1 });
      await dialog.getByLabel("From", { exact: true }).fill("2030-05-02");
      await dialog.getByLabel("To", { exact: true }).fill("2030-05-01");
      await dialog.getByLabel("To", { exact: true }).press("Tab");
      await dialog.getByText("The last day lies before the first").waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Discard" }).press("Enter");
      await dialog.first().waitFor({ state: "detached" });
    }
    expect(offences).toEqual([]);
    await context.close();
  });

  it("hands a class to somebody else by carrying it to their column", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 0);
    await page.goto(`${origin()}${PAGE}?view=staff&date=${meeting.meetsOn}`);
    await settled(page);
    const block = blockOf(page, meeting).first();
    await block.focus();
    const isFirst = await block.evaluate((element) => {
      const own = element.closest("[data-column]");
      return own === document.querySelector("[data-column]");
    });
    await page.keyboard.press("m");
    await page.keyboard.press(isFirst ? "ArrowRight" : "ArrowLeft");
    // Its hour is kept: another person takes it, nothing else changes.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Substitute for ${meeting.className}` });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    const handed = await asItIs(page, meeting);
    expect(handed.instructors.filter(({ isAway, substituteId }) => isAway && substituteId)).toHaveLength(1);
    expect(handed.startMinute).toBe(meeting.startMinute);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect
      .poll(async () => (await asItIs(page, meeting)).instructors.some(({ isAway }) => isAway))
      .toBe(false);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("keeps view, day and filters in its address, and goes through them by keys", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const meeting = await plainMeeting(page, 0);
    await openOn(page, meeting);
    await page.locator("h1").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(new RegExp(`date=${addDays(meeting.meetsOn, 7)}`));
    await page.keyboard.press("r");
    await page.waitForURL(/view=room/);
    await page.keyboard.press("l");
    await page.waitForURL(/layout=stacked/);
    await page.keyboard.press("t");
    await page.waitForURL((url) => !url.searchParams.has("date"));
    await page.reload();
    await settled(page);
    expect(
      await page.getByRole("button", { name: "Room", exact: true, pressed: true }).count(),
    ).toBeGreaterThan(0);
    await page.keyboard.press("w");
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    expect(offences).toEqual([]);
    await context.close();
  });
});
