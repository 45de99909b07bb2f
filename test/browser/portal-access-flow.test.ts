import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInFamily } from "./family.ts";
import { expectAccessible, launch, origin, PASSWORD, settled, signIn, type Visit, visit } from "./office.ts";
import { type Door, letIn, mailTo, type OwnFamily, officeOf, ownFamily } from "./own-family.ts";

const SCHOOL = "lagoon";
const SUSPENDED = "There is an issue with your account. Please contact us for further assistance";

describe.each([390, 1_440])("the office decides who comes into a family's portal, at %s px", (width) => {
  let browser: Browser;
  let owner: Visit;
  let guest: Visit;
  let doorOfOffice: Door;
  let family: OwnFamily;
  beforeAll(async () => {
    browser = await launch();
    owner = await visit(browser, { width });
    guest = await visit(browser, { width, colorScheme: "dark" });
    doorOfOffice = await officeOf(browser, SCHOOL);
    family = await ownFamily(doorOfOffice, {
      context: guest.context,
      school: SCHOOL,
      name: "Fotheringay-Montgomery",
      children: ["Ada"],
    });
    await signIn(owner.page, SCHOOL);
    await owner.page.goto(`${origin()}/a/${SCHOOL}/families/${family.id}?tab=portal`);
    await settled(owner.page);
  });
  afterAll(() => browser.close());

  const office = () => owner.page;
  const toast = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();
  const openPortal = async (path: string) => {
    await guest.page.goto(`${origin()}/portal/${SCHOOL}${path}`);
    await settled(guest.page);
  };
  const logIn = async (password: string) => {
    const { page } = guest;
    await openPortal("/login");
    await page.getByLabel("E-mail", { exact: true }).fill(family.email);
    await page.getByRole("button", { name: "Yes, log in" }).click();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
  };

  it("invites, once more, and takes it back", async () => {
    const page = office();
    const email = `aunt.${width}.${Date.now()}@example.org`;
    await expectAccessible(page);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Invite to the portal" });
    await dialog.getByLabel("E-mail").fill("aunt@");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await dialog.getByText("Enter an address such as name@example.org").first().waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Role").selectOption({ label: "Viewer" });
    await dialog.getByText("Sees classes and attendance").waitFor();
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await toast(page, new RegExp(`Invited ${email}`));
    const invited = page.getByRole("region", { name: /^Invited/ });
    await invited.getByText(/Viewer · invited by .+, good until/).waitFor();
    const first = await mailTo(guest.context.request, email, /\/join#[\w-]+/);
    await page.getByRole("button", { name: `Send again to ${email}` }).click();
    const newest = () => mailTo(guest.context.request, email, /\/join#[\w-]+/);
    await expect.poll(newest).not.toBe(first);
    await expectAccessible(page);
    await page.getByRole("button", { name: `Take back the invitation of ${email}` }).click();
    await invited.waitFor({ state: "detached" });
  });

  it("gives another role, which holds with the next thing they do, and takes that back", async () => {
    const page = office();
    const own = page.getByLabel(/^Role of Gale/);
    await own.selectOption({ label: "Viewer" });
    await toast(page, /Make another person an owner first/);
    await expect.poll(() => own.inputValue()).toBe("owner");

    const aunt = await visit(browser, { width });
    const email = `aunt.${width}.${Date.now()}@example.org`;
    await letIn(doorOfOffice, {
      context: aunt.context,
      school: SCHOOL,
      familyId: family.id,
      email,
      role: "viewer",
    });
    await aunt.page.goto(`${origin()}/portal/${SCHOOL}/account`);
    await settled(aunt.page);
    await expectAccessible(aunt.page);
    const add = aunt.page.getByRole("link", { name: "Add a child" });
    expect(await add.count()).toBe(0);
    await page.reload();
    await page.getByLabel(`Role of ${email}`).selectOption({ label: "Payer" });
    await toast(page, new RegExp(`Made ${email} payer of the family`));
    await aunt.page.reload();
    await add.waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByLabel(`Role of ${email}`).inputValue()).toBe("viewer");
    await expectAccessible(page);
    await aunt.page.reload();
    await settled(aunt.page);
    expect(await add.count()).toBe(0);
    await page.getByRole("button", { name: `Revoke the access of ${email}` }).click();
    await aunt.page.getByRole("link", { name: /^Makeups/ }).click();
    await aunt.page.waitForURL(/\/login/);
    expect(aunt.offences).toEqual([]);
    await aunt.context.close();
  });

  it("ends the sessions, and the page that is open goes to the log-in", async () => {
    const page = office();
    await openPortal("/account");
    await page.getByRole("button", { name: /^Sign out Gale .+ everywhere/ }).click();
    await page.getByText(/not signed in now/).waitFor();
    await guest.page.getByRole("link", { name: /^Contact details/ }).click();
    await guest.page.waitForURL(/\/login/);
    await settled(guest.page);
    await expectAccessible(guest.page);
  });

  it("suspends, which only whoever knows the password is told, and lifts it", async () => {
    const page = office();
    await signInFamily(guest.context, SCHOOL, family.email);
    await openPortal("/account");
    await page
      .getByRole("button", { name: /^More|^Actions/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: /^Suspend/ }).click();
    const dialog = page.getByRole("dialog", { name: /^Suspend/ });
    await expectAccessible(page);
    await dialog.getByLabel("Reason").fill("Owes since spring");
    await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
    await dialog.waitFor({ state: "detached" });

    await guest.page.getByRole("link", { name: /^Contact details/ }).click();
    await guest.page.waitForURL(/\/login/);
    await settled(guest.page);
    await logIn("wrong horse battery");
    await guest.page.getByRole("alert").getByText("do not belong together").waitFor();
    expect(await guest.page.getByText(SUSPENDED).count()).toBe(0);
    await logIn(PASSWORD);
    await guest.page.getByText(SUSPENDED, { exact: true }).waitFor();
    await expectAccessible(guest.page);

    await page
      .getByRole("button", { name: /^More|^Actions/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: /^Lift/ }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Paid");
    await page.getByRole("dialog").getByRole("button", { name: "Lift the suspension" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await logIn(PASSWORD);
    await guest.page.waitForURL(/\/home/);
    expect([...owner.offences, ...guest.offences]).toEqual([]);
  });
});
