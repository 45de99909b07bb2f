import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, type Visit, visit } from "./office.ts";
import { type Door, officeOf, ownClass, ownFamily } from "./own-family.ts";
import { schoolDay } from "./school-day.ts";

const SCHOOL = "summit";

describe.each([390, 1_440])("a class that fills up meanwhile, at %s px", (width) => {
  let browser: Browser;
  let guest: Visit;
  let page: Page;
  let owner: Door;
  let classId: string;
  const name = `Last place ${width}-${Date.now() % 10_000}`;

  beforeAll(async () => {
    browser = await launch();
    owner = await officeOf(browser, SCHOOL);
    ({ id: classId } = await ownClass(owner, { name, capacity: 1 }));
    guest = await visit(browser, { width, colorScheme: width === 390 ? "light" : "dark" });
    page = guest.page;
    await ownFamily(owner, {
      context: guest.context,
      school: SCHOOL,
      name: "Fotheringay-Montgomery",
      children: ["Ada", "Bo"],
    });
  });
  afterAll(() => browser.close());

  const open = async (path: string) => {
    await page.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(page);
  };
  const openClass = async () => {
    await open(`/classes?q=${encodeURIComponent(name)}`);
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  };
  const visibleButton = (label: string) =>
    page.getByRole("button", { name: label }).and(page.locator(":visible"));

  it("puts whoever said so on the waitlist, and says which number they are", async () => {
    await openClass();
    await visibleButton("Book a place").click();
    const dialog = page.getByRole("dialog", { name: "Book a place" });
    await dialog.getByRole("radio", { name: "Ada" }).check();
    await dialog.getByRole("heading", { name: "What it costs" }).waitFor();
    await dialog.getByRole("checkbox", { name: "If it is full by then, put us on the waitlist" }).check();
    await expectAccessible(page);
    await takeLastPlace();
    await dialog.getByRole("button", { name: "Add to cart" }).click();
    await dialog.getByText("It was full: Ada is on the waitlist").waitFor();
    await dialog.getByText("Number 1 in line.").waitFor();
    await settled(page);
    await expectAccessible(page);
    expect(await dialog.getByRole("link", { name: "Go to the cart" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Done" }).click();
    await dialog.waitFor({ state: "detached" });
  });

  it("offers the next child the waitlist, with the position told before and after, and lets go of it", async () => {
    await openClass();
    await visibleButton("Join the waitlist").click();
    const dialog = page.getByRole("dialog", { name: "Join the waitlist" });
    await dialog.getByRole("radio", { name: "Bo" }).check();
    await dialog.getByText("You would be number 2 on the waitlist.").waitFor();
    expect(await dialog.getByRole("radio", { name: /Ada/ }).isDisabled()).toBe(true);
    await settled(page);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Put on the list" }).click();
    await dialog.getByText("Bo is in your cart").waitFor();
    await open("/checkout");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Waitlist, number 2").waitFor();
    await open("/account");
    await page.getByText(/Number 2 in line/).waitFor();
    await expectAccessible(page);
    await page.getByRole("heading", { level: 3, name: "Bo" }).click();
    await page.getByRole("button", { name: "Leave the waitlist" }).click();
    const asked = page.getByRole("dialog", { name: /^Leave the waitlist of / });
    await asked.getByText("begins at the end of the line").waitFor();
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByText("Taken off the waitlist").first().waitFor();
    expect(guest.offences).toEqual([]);
  });

  /** Staff give the place to somebody else while the family is choosing. */
  async function takeLastPlace(): Promise<void> {
    const other = await owner.send<{ id: string }>("post", "/families", {
      ...{ name: "Faster", duplicatesSeen: true, guardians: [{ firstName: "Fay", lastName: "Faster" }] },
      students: [{ firstName: "Fin", lastName: "Faster", birthDate: "2018-05-01" }],
    });
    const { students } = await owner.get<{ students: { id: string }[] }>(`/families/${other.id}`);
    const startsOn = schoolDay(SCHOOL);
    await owner.send("post", "/enrollments", { classId, studentId: students[0]!.id, startsOn });
  }
});
