import { type Browser, chromium, type Page } from "playwright-core";
import { BROWSER_ARGS, findBrowser } from "../browser/find-browser.ts";
import type { OfficeClient } from "./office-client.ts";
import { installProbe } from "./ui-probe.ts";

/** A budget phone or an old desk computer, seen from the machine of a developer. */
const CPU_SLOWDOWN = 4;
const VIEWPORT = { width: 1_280, height: 800 };

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGS });
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
