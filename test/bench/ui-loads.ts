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
  /** The scripts that came before the page showed its content. */
  readonly scripts: readonly string[];
}

/** Late answers and idle work may still move what is there. */
export const QUIET_MS = 1_500;

/** Opens the page with an empty cache, and watches until it is quiet. */
export async function loadCold(
  browser: Browser,
  origin: string,
  client: OfficeClient,
  place: Place,
): Promise<Load> {
  const page = await openPage(browser, origin, client);
  const scripts: string[] = [];
  let isShown = false;
  page.on("request", (request) => {
    if (!isShown && request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
  });
  await page.goto(`${origin}/a/${client.account.urlName}${place.path}`);
  await page.waitForSelector(place.selector);
  isShown = true;
  await page.waitForTimeout(QUIET_MS);
  const recorded = await page.evaluate(() => window.benchRecorded);
  await page.context().close();
  return { ...recorded, scripts };
}
