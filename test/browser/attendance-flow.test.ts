import type { APIRequestContext, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectAccessible,
  launch,
  origin,
  PASSWORD,
  post,
  settled,
  signIn,
  type Visit,
  visit,
} from "./office.ts";
import { schoolDay, weekly } from "./school-day.ts";

const WRITE = { "x-requested-by": "chalkline", "sec-fetch-site": "same-origin" };
const API = () => `${origin()}/api/office/summit`;
const MARKS = "**/attendance/marks";

interface Student {
  readonly studentId: string;
  readonly firstName: string;
  readonly preferredName: string | null;
  readonly lastName: string;
  readonly mark: { readonly status: string; readonly version: number; readonly isExcused: boolean };
}
interface Meeting {
  readonly className: string;
  readonly slotId: string;
  readonly meetsOn: string;
  readonly expected: number;
  readonly isCancelled: boolean;
  readonly closure: string | null;
}

const called = ({ firstName, preferredName, lastName }: Student) =>
  `${preferredName ?? firstName} ${lastName}`;

/** Meetings of the last days that both the owner and the coach may mark; each test takes its own. */
async function meetingsOf(request: APIRequestContext): Promise<Meeting[]> {
  const found: Meeting[] = [];
  for (let back = 1; back < 15 && found.length < 4; back++) {
    const date = schoolDay("summit", -back);
    const day = await request.get(`${API()}/attendance/meetings?date=${date}`);
    const { meetings } = (await day.json()) as { meetings: Meeting[] };
    found.push(...meetings.filter((one) => !one.isCancelled && !one.closure && one.expected >= 5));
  }
  return found;
}

async function studentsOf(request: APIRequestContext, { slotId, meetsOn }: Meeting): Promise<Student[]> {
  const answer = await request.get(`${API()}/attendance/roll-sheet?slotId=${slotId}&meetsOn=${meetsOn}`);
  return ((await answer.json()) as { students: Student[] }).students;
}

async function markAs(
  request: APIRequestContext,
  { slotId, meetsOn }: Meeting,
  students: readonly Student[],
  status: string,
): Promise<void> {
  const marks = students.map(({ studentId, mark }) => ({
    ...{ studentId, slotId, meetsOn, status, baseVersion: mark.version, clientMarkedAtMs: Date.now() },
  }));
  const headers = { ...WRITE, origin: origin(), "idempotency-key": crypto.randomUUID() };
  const answer = await request.put(`${API()}/attendance/marks`, { headers, data: { marks } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A roll sheet on which nobody is marked. */
async function blankSheet({ page, context }: Visit, meeting: Meeting): Promise<Student[]> {
  await markAs(context.request, meeting, await studentsOf(context.request, meeting), "none");
  await page.goto(`${origin()}/a/summit/attendance/${meeting.slotId}/${meeting.meetsOn}`);
  await page.getByText(/^0 of \d+ marked$/).waitFor();
  await settled(page);
  return studentsOf(context.request, meeting);
}

const row = (page: Page, student: Student) =>
  page.locator("[data-student]", { hasText: called(student) }).first();
const pressed = (page: Page, student: Student, name: string) =>
  row(page, student)
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .getAttribute("aria-pressed");
const statuses = async (request: APIRequestContext, meeting: Meeting) =>
  (await studentsOf(request, meeting)).map(({ mark }) => mark.status);

describe("attendance without a network", () => {
  let browser: Browser;
  let owner: Visit;
  let meetings: Meeting[];
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, "summit");
    const coach = await visit(browser);
    await signIn(coach.page, "summit", "coach@summit.example");
    meetings = await meetingsOf(coach.context.request);
    await coach.context.close();
    expect(meetings.length).toBeGreaterThanOrEqual(3);
  });
  afterAll(() => browser.close());

  it("is taken by keys alone while offline, kept, and sent when the network is back", async () => {
    const { page, context, offences } = owner;
    const meeting = meetings[0]!;
    const students = await blankSheet(owner, meeting);
    await expectAccessible(page);
    await context.setOffline(true);
    await page.keyboard.press("ArrowDown");
    for (const key of ["p", "a", "t", "p"]) await page.keyboard.press(key);
    await page.getByText(`4 of ${students.length} marked`).waitFor();
    await page.getByText("Offline: 4 marks kept on this device").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("e");
    expect(
      await row(page, students[1]!)
        .getByRole("button", { name: /^Excused/ })
        .getAttribute("aria-pressed"),
    ).toBe("true");
    await page.keyboard.press("Shift+P");
    await page.getByText(`${students.length} of ${students.length} marked`).waitFor();
    await expectAccessible(page);

    await context.setOffline(false);
    await expect
      .poll(() => statuses(context.request, meeting))
      .toEqual(["present", "absent", "tardy", ...students.slice(3).map(() => "present")]);
    expect((await studentsOf(context.request, meeting))[1]!.mark.isExcused).toBe(true);
    await expect.poll(() => page.getByText(/kept on this device/).count()).toBe(0);
    expect(offences).toEqual([]);
  });

  it("shows both marks when somebody else was faster, and lets a person decide", async () => {
    const { page, context } = owner;
    const meeting = meetings[1]!;
    const [first, second] = (await blankSheet(owner, meeting)) as [Student, Student];
    await context.setOffline(true);
    await row(page, first).getByRole("button", { name: "Present" }).click();
    await row(page, second).getByRole("button", { name: "Present" }).click();
    await page.getByText("Offline: 2 marks kept on this device").waitFor();

    const coach = await visit(browser);
    await signIn(coach.page, "summit", "coach@summit.example");
    await markAs(coach.context.request, meeting, [first, second], "absent");
    await context.setOffline(false);

    for (const student of [first, second]) {
      await row(page, student)
        .getByText(/Saved meanwhile: Absent \(by Carlos Reyes.*Yours: Present/)
        .waitFor();
    }
    // The newer mark of the server stands until somebody decides.
    expect((await statuses(context.request, meeting)).slice(0, 2)).toEqual(["absent", "absent"]);
    await expectAccessible(page);
    await row(page, first)
      .getByRole("button", { name: /^Use mine/ })
      .click();
    await row(page, second)
      .getByRole("button", { name: /^Keep the saved one/ })
      .click();
    await expect
      .poll(async () => (await statuses(context.request, meeting)).slice(0, 2))
      .toEqual(["present", "absent"]);
    await expect.poll(() => pressed(page, second, "Absent")).toBe("true");
    await expect.poll(() => page.getByText("Saved meanwhile").count()).toBe(0);
    await coach.context.close();
  });

  it("survives a reload, says so at log-out, and is neither shown to nor sent for anybody else", async () => {
    const { page, context } = owner;
    const meeting = meetings[2]!;
    const [student] = (await blankSheet(owner, meeting)) as [Student];
    const sent: string[] = [];
    await page.route(MARKS, (route) => route.abort());
    page.on("request", (request) => {
      if (request.url().endsWith("/attendance/marks")) sent.push(request.url());
    });
    await row(page, student).getByRole("button", { name: "Tardy" }).click();
    await page.getByText(/1 mark kept on this device/).waitFor();
    await page.reload();
    await settled(page);
    await expect.poll(() => pressed(page, student, "Tardy")).toBe("true");

    await page.getByRole("button", { name: /menu of Olivia Owens/ }).click();
    await page.getByRole("menuitem", { name: "Log Out", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "1 mark not saved yet" });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Log out" }).click();
    await page.waitForURL(/\/login/);

    sent.length = 0;
    await logIn(page, "coach@summit.example");
    await page.goto(`${origin()}/a/summit/attendance/${meeting.slotId}/${meeting.meetsOn}`);
    await settled(page);
    await page.waitForTimeout(2_500);
    expect(await pressed(page, student, "Tardy")).toBe("false");
    expect(await page.getByText(/kept on this device|could not be saved/).count()).toBe(0);
    expect(sent).toEqual([]);
    await page.request.delete(`${API()}/session`, {
      headers: { ...WRITE, origin: origin(), "idempotency-key": crypto.randomUUID() },
    });

    await page.unroute(MARKS);
    await page.goto(`${origin()}/a/summit/login`);
    await logIn(page, "owner@summit.example");
    await expect.poll(async () => (await statuses(context.request, meeting))[0]).toBe("tardy");
  });
});

describe("a roll sheet on paper", () => {
  it("has no boxes for those who come once, and says when the meeting is cancelled", async () => {
    const browser = await launch();
    const { page } = await visit(browser);
    await signIn(page, "summit");
    const { account } = await got<{ account: { locations: { id: string }[] } }>(page, "/session");
    const { rows } = await got<{ rows: { id: string }[] }>(page, "/students");
    const { id: classId } = await post<{ id: string }>(page, "summit", "/classes", {
      ...{ name: "On Paper", locationId: account.locations[0]?.id, capacity: 6 },
      ...{ startsOn: "2020-01-01", slots: [weekly("summit")] },
    });
    const startsOn = schoolDay("summit", 2);
    for (const [i, kind] of ["active", "trial"].entries()) {
      const endsOn = kind === "trial" ? startsOn : null;
      const place = { studentId: rows[i]?.id, classId, kind, startsOn, endsOn };
      await post(page, "summit", "/enrollments", { ...place, slotIds: null });
    }
    const { meetings } = await got<{ meetings: Meeting[] }>(page, `/attendance/meetings?date=${startsOn}`);
    const { slotId, meetsOn } = meetings.find((one) => one.className === "On Paper")!;
    await page.goto(`${origin()}/a/summit/attendance/${slotId}/${meetsOn}`);
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const boxes = async (name: RegExp) =>
      (await page.getByRole("row", { name }).getByRole("cell").allTextContents()).slice(-4);
    expect(await boxes(/\(Trial\)/)).toEqual(["–", "–", "–", "–"]);
    expect(await boxes(/^(?!.*\(Trial\)|Student)/)).toEqual(["", "", "", ""]);

    const scope = { kind: "meetings", meetings: [{ slotId, meetsOn }] };
    await post(page, "summit", "/meetings/cancel", { scope, reason: "Burst pipe" });
    await page.emulateMedia({ media: "screen" });
    await page.reload();
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.getByText("Cancelled: Burst pipe").waitFor();
    await browser.close();
  });
});

async function got<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${API()}${path}`)).json()) as T;
}

async function logIn(page: Page, login: string): Promise<void> {
  await page.getByLabel(/e-mail or username/i).fill(login);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  await page.getByRole("navigation").first().waitFor();
}
