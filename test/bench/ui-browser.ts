import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import type { OfficeClient } from "./office-client.ts";
import { installProbe } from "./ui-probe.ts";

/** A budget phone or an old desk computer, seen from the machine of a developer. */
const CPU_SLOWDOWN = 4;
const VIEWPORT = { width: 1_280, height: 800 };

export async function launchChromium(): Promise<Browser> {
  const own = [process.env.CHROME_PATH, "/usr/bin/chromium", chromium.executablePath()];
  const executablePath = own.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error("No Chromium: set CHROME_PATH, or run npx playwright-core install chromium");
  }
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-extensions"];
  return chromium.launch({ executablePath, args });
}

/** A page of its own browser profile: signed in, nothing cached, slowed down, and watched. */
export async function openPage(browser: Browser, origin: string, client: OfficeClient): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: "no-preference" });
  const [name, value] = client.cookie.split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  await page.addInitScript(installProbe);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  return page;
}
