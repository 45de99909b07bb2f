import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, PASSWORD, settled, type Visit, visit } from "./office.ts";

const SUSPENDED = "There is an issue with your account. Please contact us for further assistance";
const school = (path: string) => `${origin()}/portal/lagoon${path}`;

describe.each([390, 1_440] as const)("signing in to the family portal at %s px", (width) => {
  let browser: Browser;
  const open: Visit[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => browser.close());

  const phone = async (path: string): Promise<Page> => {
    const visited = await visit(browser, { width });
    open.push(visited);
    await visited.page.goto(school(path));
    await settled(visited.page);
    return visited.page;
  };
  const leave = async () => {
    const visits = open.splice(0);
    for (const { context } of visits) await context.close();
    expect(visits.flatMap(({ offences }) => offences)).toEqual([]);
  };
  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
  const giveEmail = async (page: Page, email: string, answer: string) => {
    await page.getByLabel("E-mail", { exact: true }).fill(email);
    await press(page, answer);
  };
  const isIn = (page: Page) => page.waitForURL((url) => url.pathname.endsWith("/home"));
  /** Whoever comes for the first time meets the school's policies. */
  const acceptPolicies = async (page: Page) => {
    await page.getByRole("heading", { level: 1, name: "Before you go on" }).waitFor();
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await press(page, "Accept and go on");
  };

  /** What the newest mail to that address says, once there is one that says it. */
  const fromMail = async (page: Page, email: string, pattern: RegExp): Promise<RegExpExecArray> => {
    const mailbox = await page.context().newPage();
    try {
      for (let i = 0; i < 60; i++) {
        await mailbox.goto(`${origin()}/local/mail`);
        const row = mailbox.locator("tr", { hasText: email }).first();
        if ((await row.count()) > 0) {
          await row.getByRole("link").first().click();
          const found = pattern.exec((await mailbox.locator("main").textContent()) ?? "");
          if (found) return found;
        }
        await mailbox.waitForTimeout(500);
      }
      throw new Error(`No mail to ${email} came`);
    } finally {
      await mailbox.close();
    }
  };
  const codeFor = async (page: Page, email: string) =>
    (await fromMail(page, email, /\b(\d{3}) (\d{3})\b/)).slice(1).join("");

  it("asks one field, then the password, and comes back to where one was; by keyboard alone", async () => {
    const page = await phone("/account/access");
    expect(page.url()).toContain("/login?next=");
    await expectAccessible(page);
    await page.getByLabel("E-mail", { exact: true }).focus();
    await page.keyboard.type("guardian@lagoon.example");
    await page.keyboard.press("Enter");
    await page.getByLabel("Password", { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Password", { exact: true }).focus();
    await page.keyboard.type("wrong horse battery");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("do not belong together").waitFor();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.endsWith("/account/access"));
    await page.getByRole("heading", { name: "People with access" }).waitFor();
    await settled(page);
    await expectAccessible(page);
    await leave();
  });

  it("tells a suspended family that there is an issue, in these words", async () => {
    const page = await phone("/login");
    await giveEmail(page, "suspended@lagoon.example", "Yes, log in");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await press(page, "Log in");
    await page.getByText(SUSPENDED, { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toContain("/login");
    await leave();
  });

  it("says in Spanish what is missing, what is wrong, and that there is an issue", async () => {
    const page = await phone("/login");
    await page.context().addCookies([{ name: "chalkline-language", value: "es", url: origin() }]);
    await page.reload();
    await settled(page);
    await press(page, "Sí, entrar");
    await page.getByRole("alert").getByText("Hay algo que revisar").waitFor();
    await page.getByLabel("Correo electrónico").fill("suspended@lagoon.example");
    await press(page, "Sí, entrar");
    await page.getByRole("button", { name: "Mostrar la contraseña" }).waitFor();
    await page.getByLabel("Contraseña", { exact: true }).fill("wrong horse battery");
    await press(page, "Entrar");
    await page.getByRole("alert").getByText("no van juntos").waitFor();
    await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await press(page, "Entrar");
    await page.getByRole("alert").getByText("Hay un problema con tu cuenta").waitFor();
    await leave();
  });

  it("goes nowhere else after the log-in, whatever the address asks for", async () => {
    const elsewhere = {
      390: ["https://evil.example/", "//evil.example/"],
      1440: ["/portal/lagoon/../../a/lagoon", "/portal/summit/x"],
    };
    for (const next of elsewhere[width]) {
      const page = await phone(`/login?next=${encodeURIComponent(next)}`);
      await giveEmail(page, "viewer@lagoon.example", "Yes, log in");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await press(page, "Log in");
      await isIn(page);
      expect(page.url()).toBe(school("/home"));
      await leave();
    }
  });

  it("creates an account: code, three steps, in", async () => {
    const stamp = String(Date.now());
    const email = `new.${stamp}@example.org`;
    const page = await phone("/login");
    await giveEmail(page, email, "No, create account");
    await page.getByLabel("Code", { exact: true }).fill(await codeFor(page, email));
    await press(page, "Continue");
    await page.getByRole("heading", { name: "About you" }).waitFor();
    await expectAccessible(page);
    await press(page, "Continue");
    await page.getByRole("link", { name: "Enter your first name" }).waitFor();
    await page.getByLabel("First name").fill("Nora");
    await page.getByLabel("Last name").fill("Newcomer");
    await page.getByLabel("Mobile phone").fill(`(917) 555-${stamp.slice(-4)}`);
    await press(page, "Continue");
    await page.getByRole("heading", { name: "Students" }).waitFor();
    await page.getByLabel("First name").fill(`Nino ${stamp}`);
    await page.getByLabel("Date of birth", { exact: true }).fill("3/4/2019");
    await expectAccessible(page);
    await press(page, "Continue");
    await page.getByLabel("Password", { exact: true }).fill("seven quiet otters");
    await press(page, "Create account");
    await page
      .getByRole("link", { name: "An account is for adults. Ask a parent or guardian to create it." })
      .waitFor();
    await page.getByLabel("I am 18 or older").check();
    await expectAccessible(page);
    await press(page, "Create account");
    await acceptPolicies(page);
    await isIn(page);
    await page.getByRole("heading", { name: /Nora/ }).first().waitFor();
    await leave();
  });

  it("lets a guardian whom the school knows choose a first password, and later a new one", async () => {
    const office = await visit(browser);
    const email = `known.${Date.now()}@example.org`;
    const headers = { "x-requested-by": "chalkline", origin: origin() };
    const api = `${origin()}/api/office/lagoon`;
    await office.context.request.post(`${api}/session`, {
      ...{ headers, data: { login: "owner@lagoon.example", password: PASSWORD } },
    });
    const guardians = [{ firstName: "Kim", lastName: "Known", emails: [{ address: email }] }];
    const made = await office.context.request.post(`${api}/families`, {
      ...{ headers, data: { name: "Known", guardians, students: [] } },
    });
    expect(made.status()).toBe(201);
    await office.context.close();

    const page = await phone("/login");
    await giveEmail(page, email, "Yes, log in");
    await press(page, "Use a code instead");
    await page.getByLabel("Code", { exact: true }).fill(await codeFor(page, email));
    await press(page, "Continue");
    await page.getByRole("heading", { name: "The school knows you already" }).waitFor();
    await page.getByLabel("New password", { exact: true }).fill("seven quiet otters");
    await press(page, "Save and log in");
    await acceptPolicies(page);
    await isIn(page);
    await leave();

    const again = await phone("/login");
    await giveEmail(again, email, "Yes, log in");
    await press(again, "Forgot password?");
    await press(again, "Mail me");
    await again.getByText("a mail is on its way").waitFor();
    const [link] = await fromMail(again, email, /https?:\S+\/reset-password#\S+/);
    await again.goto(link);
    await again.getByLabel("New password", { exact: true }).fill("eight quiet otters");
    await press(again, "Save and log in");
    await isIn(again);
    await leave();
  });

  it("comes in with a passkey that it made here", async () => {
    const device = `Device ${width} ${Date.now()}`;
    const page = await phone("/login?next=/portal/lagoon/account/access");
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await giveEmail(page, "parent@lagoon.example", "Yes, log in");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await press(page, "Log in");
    await press(page, "Mail me the link");
    await page.getByText("The link is on its way to parent@lagoon.example").waitFor();
    await fromMail(page, "parent@lagoon.example", /https?:\S+\/reset-password#\S+/);
    await press(page, "Add a passkey");
    await page.getByLabel("Name of this device").fill(device);
    await press(page, "Save");
    await page.getByText("Next time you can sign in with it").waitFor();
    await page.getByText(device).waitFor();
    await press(page, "Add a passkey");
    await press(page, "Save");
    await page.getByText("This device has a passkey for your log-in already").waitFor();
    await press(page, "Log out everywhere");
    await isIn(page);
    await page.goto(school("/login"));
    // The device answers by itself what the page offers, now and then before the button is pressed.
    await Promise.any([isIn(page), press(page, "Log in with a passkey").then(() => isIn(page))]);
    await page.goto(school("/switch-family"));
    await page.getByText("You are here").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Open: / }).click();
    await isIn(page);
    await leave();
  });

  it("joins a family by invitation", async () => {
    const email = `gran.${Date.now()}@example.org`;
    const page = await phone("/login?next=/portal/lagoon/account/access");
    await giveEmail(page, "guardian@lagoon.example", "Yes, log in");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await press(page, "Log in");
    await press(page, "Invite somebody");
    await page.getByRole("dialog").getByLabel("E-mail", { exact: true }).fill(email);
    await expectAccessible(page);
    await press(page, "Send invitation");
    await page.getByText(email, { exact: true }).waitFor();
    const [link] = await fromMail(page, email, /https?:\S+\/join#\S+/);
    const gran = await phone("/login");
    await gran.goto(link);
    await gran.getByRole("heading", { name: /^Join the family/ }).waitFor();
    await expectAccessible(gran);
    await gran.getByLabel("New password", { exact: true }).fill("seven quiet otters");
    await press(gran, "Accept and log in");
    await isIn(gran);
    await leave();
  });
});
