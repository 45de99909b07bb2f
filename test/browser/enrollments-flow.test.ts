import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, go, launch, origin, post, settled, signIn, visit } from "./office.ts";
import { schoolDay } from "./school-day.ts";

const ACCOUNT = "lagoon";
const apiBase = () => `${origin()}/api/office/${ACCOUNT}`;

interface Student {
  readonly id: string;
  readonly name: string;
}

async function read<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${apiBase()}${path}`)).json()) as T;
}

/** A class that meets on those days at noon, for everybody. */
async function makeClass(page: Page, name: string, capacity: number, weekdays = [2, 4]): Promise<string> {
  const { account } = await read<{ account: { locations: { id: string }[] } }>(page, "/session");
  const slots = weekdays.map((weekday) => ({ weekday, startMinute: 720, durationMinutes: 45 }));
  const body = { name, locationId: account.locations[0]?.id, capacity, startsOn: "2020-01-01", slots };
  const made = await post<{ id?: string; class?: { id: string } }>(page, ACCOUNT, "/classes", body);
  return made.id ?? made.class?.id ?? "";
}

async function setCheckIn(page: Page, isCheckInMode: boolean): Promise<void> {
  const { attendance } = await read<{ attendance: object }>(page, "/settings/rules");
  const headers = { origin: origin(), "idempotency-key": crypto.randomUUID(), "x-requested-by": "chalkline" };
  const data = { ...attendance, isCheckInMode };
  const answer = await page.request.put(`${apiBase()}/settings/rules/attendance`, { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Students whose names nobody shares, so that a search finds exactly one. */
async function fewStudents(page: Page, count: number): Promise<Student[]> {
  const { rows } = await read<{ rows: Student[] }>(page, "/students");
  const names = rows.map(({ name }) => name);
  const plain = rows.filter(
    ({ name }) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) && names.filter((one) => one === name).length === 1,
  );
  expect(plain.length).toBeGreaterThanOrEqual(count);
  return plain.slice(0, count);
}

const drawer = (page: Page) => page.getByRole("dialog");

/** Opens the drawer of the class page and finds a student, by keys alone or with the last press of a mouse. */
async function find(page: Page, student: Student, by: "keys" | "mouse" = "keys"): Promise<void> {
  await page.getByRole("button", { name: "Enroll", exact: true }).focus();
  await page.keyboard.press("Enter");
  await drawer(page).getByRole("combobox", { name: "Student" }).waitFor();
  await page.keyboard.type(student.name);
  const option = drawer(page).getByRole("option").filter({ hasText: student.name });
  await expect.poll(() => drawer(page).getByRole("option").count()).toBe(1);
  await option.waitFor();
  if (by === "mouse") await option.click();
  else {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await drawer(page)
    .getByRole("heading", { name: `Enroll ${student.name}` })
    .waitFor();
}

async function openTab(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("tab", { name }).click();
  await settled(page);
}

const toast = (page: Page, text: RegExp): Locator =>
  page.getByRole("region", { name: "Notifications" }).getByText(text);

describe("places and turns", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("enroll, the class is full, wait, drop another, a held offer, accept", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const [first, second, third] = (await fewStudents(page, 3)) as [Student, Student, Student];
    const classId = await makeClass(page, "Turn Taking", 1);
    await page.goto(`${origin()}/a/${ACCOUNT}/classes/${classId}?tab=roster`);
    await settled(page);

    // What failed on the way is asked for again; nothing that was chosen is lost.
    await page.route("**/enrollments/preview", (route) => route.abort());
    await find(page, first);
    await drawer(page).getByRole("alert").waitFor();
    await expectAccessible(page);
    await page.unroute("**/enrollments/preview");
    await drawer(page).getByRole("button", { name: "Try again" }).press("Enter");
    await drawer(page)
      .getByText(/Comes first on/)
      .waitFor();
    await drawer(page).getByText("The place is kept for you while this is open.").waitFor();
    expect(await drawer(page).getByRole("radio", { name: "Makeup One day, uses no token" }).count()).toBe(1);
    await expectAccessible(page);
    await drawer(page).getByRole("button", { name: "Enroll", exact: true }).click();
    await toast(page, new RegExp(`Enrolled ${first.name}`)).waitFor();
    await page.getByRole("link", { name: first.name }).waitFor();

    await find(page, second);
    await drawer(page).getByText("The class is full").waitFor();
    await expectAccessible(page);
    // The focus stands on the type; Enter sends what the button says.
    await drawer(page).getByRole("button", { name: "Join the waitlist as no. 1" }).waitFor();
    await page.keyboard.press("Enter");
    await toast(page, /Position 1/).waitFor();
    await openTab(page, /^Waitlist/);
    const entry = page.getByRole("listitem").filter({ hasText: second.name });
    await entry.getByText("Queued").waitFor();
    await expectAccessible(page);

    await openTab(page, /^Roster/);
    await page.getByRole("button", { name: new RegExp(`Change the enrollment of ${first.name}`) }).click();
    await page.getByRole("menuitem", { name: "Drop…" }).click();
    await drawer(page)
      .getByRole("heading", { name: `Drop ${first.name} from Turn Taking` })
      .waitFor();
    await drawer(page)
      .getByRole("radio", { name: /Another day/ })
      .check();
    await drawer(page).getByRole("textbox", { name: "Last day", exact: true }).fill("11/1/2020");
    await expectAccessible(page);
    await drawer(page).getByRole("button", { name: "Drop", exact: true }).click();
    await toast(page, /Dropped|Took back|Deleted/).waitFor();

    // The place is free, and kept for who waits: a third one comes after them.
    await find(page, third, "mouse");
    await drawer(page)
      .getByText(/kept for the waitlist/)
      .first()
      .waitFor();
    await drawer(page).getByRole("button", { name: "Join the waitlist as no. 2" }).waitFor();
    const another = drawer(page).getByRole("button", { name: "Change the class" });
    await another.click();
    await drawer(page).getByRole("listbox").getByRole("option").first().click();
    await another.waitFor();
    expect(await drawer(page).getByText("Turn Taking").count()).toBe(0);
    await page.keyboard.press("Escape");

    // The offer is made by itself once the drop cannot be undone from its toast any more.
    await openTab(page, /^Waitlist/);
    await expect
      .poll(
        async () => {
          await page.reload();
          await settled(page);
          return entry.getByText(/left$/).count();
        },
        { timeout: 120_000, interval: 3_000 },
      )
      .toBe(1);
    await expectAccessible(page);
    await page.getByRole("button", { name: `Accept for ${second.name}` }).click();
    await toast(page, new RegExp(second.name)).waitFor();
    await page.getByText("Nobody waits for this class").waitFor();
    await openTab(page, /^Roster/);
    await page.getByRole("link", { name: second.name }).waitFor();
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("moves an entry up by keys, with a reason; takes a whole group on and back", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const students = await fewStudents(page, 3);
    const classId = await makeClass(page, "Line Up", 0);
    await page.goto(`${origin()}/a/${ACCOUNT}/classes/${classId}?tab=waitlist`);
    await settled(page);
    for (const [i, student] of students.entries()) {
      await page
        .getByRole("button", { name: /^Enroll/ })
        .first()
        .waitFor();
      await find(page, student);
      await drawer(page)
        .getByRole("button", { name: `Join the waitlist as no. ${i + 1}` })
        .waitFor();
      await page.keyboard.press("Enter");
      await drawer(page).waitFor({ state: "detached" });
      await page.getByRole("listitem").filter({ hasText: student.name }).waitFor();
    }
    const last = students[2]!;
    await page.getByRole("listitem").filter({ hasText: last.name }).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await drawer(page)
      .getByRole("heading", { name: `Move ${last.name} from 3 to 2` })
      .waitFor();
    await page.keyboard.press("Enter");
    await drawer(page).getByText("Say why, for whoever asks later").first().waitFor();
    await drawer(page).getByLabel("Reason").fill("Asked in spring already");
    await page.keyboard.press("Enter");
    await drawer(page).waitFor({ state: "detached" });
    await expect.poll(() => page.locator("main ol > li").nth(1).textContent()).toContain(last.name);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(() => page.locator("main ol > li").nth(2).textContent()).toContain(last.name);

    await page.goto(`${origin()}/a/${ACCOUNT}/enrollments`);
    await settled(page);
    await page.keyboard.press("n");
    await drawer(page).getByRole("combobox", { name: "Student" }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("o");
    await page.getByRole("complementary").getByRole("heading", { name: "Classes" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await context.close();
  });

  it("says who takes a place later that is free today, when it is offered", async () => {
    const { context, page } = await visit(browser);
    await signIn(page, ACCOUNT);
    const [later, waits] = (await fewStudents(page, 2)) as [Student, Student];
    const classId = await makeClass(page, "From Next Month", 1);
    const startsOn = schoolDay(ACCOUNT, 40);
    await post(page, ACCOUNT, "/enrollments", { classId, studentId: later.id, startsOn });
    await post(page, ACCOUNT, "/waitlist", { classId, studentIds: [waits.id], startsOn: schoolDay(ACCOUNT) });
    await go(page, ACCOUNT, `/classes/${classId}?tab=waitlist`);
    // Nothing is kept for those who wait that could not be offered to them.
    await page.getByText("1 free only until others begin").first().waitFor();
    expect(await page.getByText("kept for the waitlist").count()).toBe(0);
    await page.getByRole("button", { name: `Offer now to ${waits.name}` }).click();
    await toast(page, new RegExp(`Taken by those who begin later: ${later.name} from `)).waitFor();
    await context.close();
  });

  it("transfers everybody by the mouse, says once what is true of all, and takes it back", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const students = await fewStudents(page, 2);
    const from = await makeClass(page, "Moving Out", 5);
    await makeClass(page, "Moving In", 5, [3]);
    for (const { id } of students) {
      const enrollment = {
        classId: from,
        studentId: id,
        startsOn: "2020-01-07",
        endsOn: schoolDay(ACCOUNT, 90),
      };
      await post(page, ACCOUNT, "/enrollments", enrollment);
    }
    await go(page, ACCOUNT, `/classes/${from}?tab=roster`);
    await page.getByRole("button", { name: "Transfer everybody…" }).click();
    await drawer(page).getByRole("combobox", { name: "New class" }).pressSequentially("Moving I");
    await drawer(page)
      .getByRole("listbox")
      .getByRole("option", { name: /^Moving In/ })
      .click();
    const told = drawer(page).getByText(/: was to end on .*, goes on in the new class\.$/);
    await told.waitFor();
    for (const { name } of students) expect(await told.textContent()).toContain(name);
    await expectAccessible(page);
    await drawer(page).getByRole("button", { name: "Transfer", exact: true }).click();
    await drawer(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).last().click();
    await toast(page, /^Undone$/).waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it("marks who is here today from the list, only where the school checks in there", async () => {
    const { context, page, offences } = await visit(browser);
    await signIn(page, ACCOUNT);
    const [student] = (await fewStudents(page, 1)) as [Student];
    const classId = await makeClass(page, "Every Noon", 5, [1, 2, 3, 4, 5, 6, 7]);
    const startsOn = "2020-01-06";
    await post(page, ACCOUNT, "/enrollments", { classId, studentId: student.id, startsOn });
    const asked: string[] = [];
    page.on("request", (request) => {
      if (/\/api\/.*\/enrollments(\?|$)/.test(request.url())) asked.push(request.url());
    });
    const list = `/enrollments?class=${classId}`;
    const here = page.getByRole("button", { name: new RegExp(`^${student.name} is here at 12`) });
    const column = page.getByRole("columnheader", { name: "Here today" });

    await go(page, ACCOUNT, list);
    await page.getByRole("row").filter({ hasText: student.name }).waitFor();
    expect(await column.count()).toBe(0);
    await setCheckIn(page, true);
    try {
      await go(page, ACCOUNT, list);
      await column.waitFor();
      expect(await here.getAttribute("aria-pressed")).toBe("false");
      // What the page shows came with its document: in neither mode is the list asked for again.
      expect(asked).toEqual([]);
      await here.click();
      await expect.poll(() => here.getAttribute("aria-pressed")).toBe("true");
      await settled(page);
      await page.reload();
      await expect.poll(() => here.getAttribute("aria-pressed")).toBe("true");
      await expectAccessible(page);
    } finally {
      await setCheckIn(page, false);
    }
    expect(offences).toEqual([]);
    await context.close();
  });
});
