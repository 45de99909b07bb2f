import type { BrowserContext, Page, Request } from "playwright-core";

/** How long nothing has to be asked of the server for a page to count as settled. */
const QUIET_MS = 100;
const PATIENCE_MS = 15_000;

interface Traffic {
  readonly open: Set<Request>;
  lastAtMs: number;
}

const traffic = new Map<Page, Traffic>();

/** Every page of this file that is open. */
export const openPages = (): Page[] => [...traffic.keys()];

/**
 * Makes every page of a context count what it asks of the server, and its keyboard as slow as a hand: a driver's next key
 * comes within a millisecond, before a dialog that opens has the focus, and is lost there.
 */
export function slowHands(context: BrowserContext): void {
  context.on("page", (page) => {
    countTraffic(page);
    waitBeforeKeys(page);
  });
}

/** Nothing is under way, and nothing was a moment ago. */
export async function quiet(page: Page): Promise<void> {
  const counted = traffic.get(page)!;
  const untilMs = Date.now() + PATIENCE_MS;
  while (counted.open.size > 0 || Date.now() - counted.lastAtMs < QUIET_MS) {
    const asked = [...counted.open].map((one) => one.url());
    if (Date.now() > untilMs) throw new Error(`still asked: ${asked.join(", ")}`);
    await page.waitForTimeout(QUIET_MS / 4);
  }
}

function countTraffic(page: Page): void {
  const counted: Traffic = { open: new Set(), lastAtMs: Date.now() };
  traffic.set(page, counted);
  page.once("close", () => traffic.delete(page));
  const ended = (request: Request) => {
    counted.open.delete(request);
    counted.lastAtMs = Date.now();
  };
  page.on("request", (request) => {
    counted.open.add(request);
    counted.lastAtMs = Date.now();
  });
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
}

function waitBeforeKeys(page: Page): void {
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  const type = keyboard.type.bind(keyboard);
  keyboard.press = async (...args) => {
    await page.waitForFunction(focusHasArrived, undefined, { timeout: PATIENCE_MS });
    await press(...args);
  };
  keyboard.type = async (...args) => {
    await page.waitForFunction(focusHasArrived, undefined, { timeout: PATIENCE_MS });
    await page.waitForFunction(focusTakesText, undefined, { timeout: PATIENCE_MS });
    await type(...args);
  };
}

/** While a dialog is open the focus is somewhere that it does not hide. */
function focusHasArrived(): boolean {
  const focused = document.activeElement;
  if (!document.querySelector("[role=dialog], [role=alertdialog]")) return true;
  return focused !== null && focused !== document.body && !focused.closest('[aria-hidden="true"]');
}

function focusTakesText(): boolean {
  return document.activeElement?.matches("input, textarea, select, [contenteditable]") ?? false;
}
