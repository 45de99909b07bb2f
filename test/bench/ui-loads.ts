import type { Browser } from "playwright-core";
import type { OfficeClient } from "./office-client.ts";
import { openPage } from "./ui-browser.ts";

/** A page as somebody opens it from a bookmark. */
export interface Place {
  readonly name: string;
  /** What is there once its content is. */
  readonly selector: string;
  /** Below the account's portal. */
  readonly path: string;
}

export interface Load {
  readonly lcpMs: number;
  readonly lcpElement: string;
  readonly shift: number;
  readonly shiftedElements: readonly string[];
  /** The scripts that were asked for before the page showed its content. */
  readonly scripts: readonly string[];
}

/** Late answers and idle work may still move what is there. */
export const QUIET_MS = 1_500;

/**
 * Opens the page with an empty cache, and lets it alone until it is quiet: whoever asks it meanwhile whether its content
 * is there takes time from it.
 */
export async function loadCold(
  browser: Browser,
  origin: string,
  client: OfficeClient,
  place: Place,
): Promise<Load> {
  const page = await openPage(browser, origin, client);
  await page.goto(`${origin}/a/${client.account.urlName}${place.path}`);
  await page.waitForTimeout(QUIET_MS);
  await page.waitForSelector(place.selector);
  const load = await page.evaluate(() => {
    const { benchRecorded: recorded } = window;
    const scripts = performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => name.endsWith(".js") && startTime <= recorded.lcpMs)
      .map(({ name }) => new URL(name).pathname);
    return { ...recorded, scripts };
  });
  await page.context().close();
  return load;
}
