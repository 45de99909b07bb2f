import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { BROWSER_ARGS } from "./find-browser.ts";
import { quiet, slowHands } from "./hands.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const PASSWORD = "chalkline-demo";
/** The Worker of this process: of all files only one at a time uses it. */
export const origin = () => inject("origins")[Number(process.env.VITEST_POOL_ID) - 1] as string;

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page did that no page may do: policy violations, uncaught errors, failed scripts. */
  readonly offences: string[];
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: inject("browser"), args: BROWSER_ARGS });
}

/** A fresh browser profile that notes every offence of every page in it. */
export async function visit(
  browser: Browser,
  options: {
    readonly colorScheme?: "light" | "dark";
    readonly width?: number;
    readonly locale?: string;
  } = {},
): Promise<Visit> {
  const width = options.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: "reduce",
    locale: options.locale ?? "en-US",
  });
  slowHands(context);
  const offences: string[] = [];
  await context.exposeFunction("noteOffence", (offence: string) => void offences.push(offence));
  await context.addInitScript(() => {
    const note = (text: string) =>
      (window as unknown as { noteOffence(text: string): void }).noteOffence(`${text} at ${location.href}`);
    addEventListener("securitypolicyviolation", (event) =>
      note(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
    addEventListener("error", (event) => note(`error: ${event.message}`));
    addEventListener("unhandledrejection", (event) => note(`rejection: ${String(event.reason)}`));
  });
  return { context, page: await context.newPage(), offences };
}

export async function signIn(page: Page, account: string, login = `owner@${account}.example`): Promise<void> {
  await page.goto(`${origin()}/a/${account}`);
  await page.getByLabel(/e-mail or username/i).fill(login);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
  await page.getByRole("navigation").first().waitFor();
}

/** Opens a page of the account, by its path below it. */
export async function go(page: Page, account: string, path: string): Promise<void> {
  await page.goto(`${origin()}/a/${account}${path}`);
  await settled(page);
}

/** Presses the last button of that name by keyboard: the one of the dialog, where one is open. */
export function press(page: Page, name: string | RegExp): Promise<void> {
  return page.getByRole("button", { name }).last().press("Enter");
}

/** A write as the portal makes it, by whoever is signed in. */
export async function post<T>({ request }: Page, account: string, path: string, data: object): Promise<T> {
  const headers = { origin: origin(), "idempotency-key": crypto.randomUUID(), "x-requested-by": "chalkline" };
  const answer = await request.post(`${origin()}/api/office/${account}${path}`, { data, headers });
  return (await answer.json()) as T;
}

/** Waits until nothing is loading, so that what is checked is what a person would see. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await quiet(page);
  await page.locator("h1").first().waitFor();
}

/** Families come with a thumb: what they press is large enough, or far enough from everything else. */
const FAMILY_RULES: RunOptions = { rules: { "target-size": { enabled: true } } };

/** @throws when axe finds anything, naming rule and element */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  // What a dialog hides from others is hidden a turn and a frame after it opened, which a busy machine may be late with.
  await page.evaluate(
    () =>
      new Promise<void>((go) =>
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => go()))),
      ),
  );
  const options = new URL(page.url()).pathname.startsWith("/portal/") ? FAMILY_RULES : {};
  const results = await page.evaluate(
    (asked) => (window as unknown as { axe: { run(asked: RunOptions): Promise<AxeResults> } }).axe.run(asked),
    options,
  );
  const found = results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
  expect(found).toEqual([]);
}
