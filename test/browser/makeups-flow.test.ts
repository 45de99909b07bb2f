import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, type Visit, visit } from "./office.ts";
import { schoolDay } from "./school-day.ts";

const API = () => `${origin()}/api/office/lagoon`;

interface Student {
  readonly studentId: string;
  readonly familyId: string;
  readonly kind: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** How many classes of the next two weeks somebody could still be absent from. */
async function freeMeetings({ request }: Page, studentId: string): Promise<number> {
  const days = `from=${schoolDay("lagoon")}&to=${schoolDay("lagoon", 13)}`;
  const answer = await request.get(`${API()}/attendance/absences?studentId=${studentId}&${days}`);
  const { meetings } = (await answer.json()) as { meetings: { obstacle: string | null }[] };
  return meetings.filter(({ obstacle }) => obstacle === null).length;
}

/** Somebody who comes every week, among those of the next days, and of whom nothing was said yet. */
async function regular(page: Page): Promise<Student> {
  const { request } = page;
  for (let ahead = 1; ahead < 8; ahead++) {
    const date = schoolDay("lagoon", ahead);
    const day = await request.get(`${API()}/attendance/meetings?date=${date}`);
    const { meetings } = (await day.json()) as { meetings: { slotId: string; meetsOn: string }[] };
    for (const { slotId, meetsOn } of meetings) {
      const sheet = await request.get(`${API()}/attendance/roll-sheet?slotId=${slotId}&meetsOn=${meetsOn}`);
      const { students } = (await sheet.json()) as { students: Student[] };
      for (const student of students.filter(({ kind }) => kind === "active"))
        if ((await freeMeetings(page, student.studentId)) > 1) return student;
    }
  }
  throw new Error("Nobody comes next week");
}

const toast = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();

describe("absences to come and makeups, on the page of the family", () => {
  let browser: Browser;
  let owner: Visit;
  let student: Student;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser);
    await signIn(owner.page, "lagoon");
    student = await regular(owner.page);
    await owner.page.goto(`${origin()}/a/lagoon/families/${student.familyId}?tab=students`);
    await settled(owner.page);
  });
  afterAll(() => browser.close());
  const section = () =>
    owner.page.getByRole("region", { name: `Makeups of ${student.firstName} ${student.lastName}` });

  it("reports the absences of two weeks once they are ticked, and withdraws one of them", async () => {
    const { page } = owner;
    await section()
      .getByRole("button", { name: /^Report absences/ })
      .press("Enter");
    const drawer = page.getByRole("dialog", { name: /^Absences of/ });
    const report = drawer.getByRole("button", { name: /^Report (\d+ absences|the absence)/ });
    const everything = drawer.getByLabel(/^All \d+ classes/);
    const days = drawer.getByRole("list").getByRole("checkbox", { disabled: false });
    await everything.waitFor();
    // Nobody is absent from anything until somebody says from what.
    expect(await report.isEnabled()).toBe(false);
    const free = await days.count();
    await days.first().press("Space");
    await drawer.getByRole("button", { name: "Report the absence" }).waitFor();
    await everything.press("Space");
    await drawer.getByRole("button", { name: `Report ${free} absences` }).waitFor();
    await expectAccessible(page);
    await report.press("Enter");
    await toast(page, /will be absent from \d+ class/);

    // What was known is shown first; the fresh answer comes a moment later.
    const listed = page.waitForResponse((answer) => answer.url().includes("/attendance/absences?"));
    await section()
      .getByRole("button", { name: /^Report absences/ })
      .press("Enter");
    const withdrawals = drawer.getByRole("button", { name: /^Withdraw/ });
    await (await listed).finished();
    await withdrawals.first().waitFor();
    const before = await withdrawals.count();
    await withdrawals.first().press("Enter");
    await toast(page, /Took back the absence/);
    await expect.poll(() => withdrawals.count()).toBe(before - 1);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
  });

  it("grants a makeup, books it, gives it up and sees the token come back in its ledger", async () => {
    const { page, offences } = owner;
    await section()
      .getByRole("button", { name: /^Grant/ })
      .press("Enter");
    const grant = page.getByRole("dialog", { name: /^Grant makeups/ });
    await grant.getByLabel("Reason").fill("Pool was too cold");
    await expectAccessible(page);
    await grant.getByRole("button", { name: "Grant", exact: true }).press("Enter");
    await section()
      .getByText(/Pool was too cold/)
      .waitFor();

    await section().getByRole("button", { name: /^Book/ }).press("Enter");
    const book = page.getByRole("dialog", { name: /^Book a makeup/ });
    const openings = book.getByRole("radio");
    await openings.first().waitFor();
    await expectAccessible(page);
    await openings.last().check();
    await book.getByRole("button", { name: "Book", exact: true }).press("Enter");
    await toast(page, /Paid with a makeup token/);
    await section().getByText("Expended", { exact: true }).first().waitFor();

    await section().getByRole("button", { name: "Cancel the makeup" }).first().press("Enter");
    const cancel = page.getByRole("dialog", { name: /^Cancel the makeup of/ });
    await cancel.getByText(/The token comes back/).waitFor();
    await expectAccessible(page);
    await cancel.getByRole("button", { name: "Cancel the makeup" }).press("Enter");
    await toast(page, /The token came back/);
    // Whichever expires first was spent: the ledgers of all of them are opened.
    const closed = section().getByRole("button", { expanded: false });
    for (let left = await closed.count(); left > 0; left--) await closed.first().press("Enter");
    await section().getByText("Came back").first().waitFor();
    expect(offences).toEqual([]);
  });
});
