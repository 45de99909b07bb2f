import type { Page } from "playwright-core";
import type { Recorded } from "./ui-probe.ts";

/** How long it took from each input to the paint that followed it. */
export interface Responses {
  /** Of every key that went down. */
  readonly keys: readonly number[];
  /** Of every key press and click as a whole, the key going up included. */
  readonly interactions: readonly number[];
}

/** Browsers report nothing below 16 ms, and round to 8: a quicker response counts as this. */
const QUICKEST_MS = 16;
const TYPED = new Set(["keydown", "keypress", "beforeinput", "input"]);
/** Between two keys of somebody who types fast. */
const KEY_DELAY_MS = 90;
/** The observer hears of an event some time after the paint. */
const LATE_MS = 400;

/** Does something in the page and answers how it responded. */
export async function respond(page: Page, act: () => Promise<void>): Promise<Responses> {
  await page.evaluate(() => {
    const { events, keysAt, pointersAt } = window.benchRecorded;
    for (const list of [events, keysAt, pointersAt]) list.length = 0;
  });
  await act();
  await page.waitForTimeout(LATE_MS);
  const recorded = await page.evaluate(() => window.benchRecorded);
  return { keys: keysOf(recorded), interactions: interactionsOf(recorded) };
}

/** Types each text, waits until its results are there, and empties the field again. */
export async function typeAndClear(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text, { delay: KEY_DELAY_MS });
    await page.waitForTimeout(LATE_MS);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Backspace");
    await page.waitForTimeout(LATE_MS);
  }
}

export async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await page.keyboard.press(key);
    await page.waitForTimeout(KEY_DELAY_MS);
  }
}

function keysOf({ events, keysAt }: Recorded): number[] {
  const typed = events.filter(({ name }) => TYPED.has(name));
  return keysAt.map((at, i) => {
    const next = keysAt[i + 1] ?? Number.POSITIVE_INFINITY;
    // Both clocks are rounded, each by itself.
    const own = typed.filter((event) => event.at >= at - 0.2 && event.at < next - 0.2);
    return Math.max(QUICKEST_MS, ...own.map(({ ms }) => ms));
  });
}

function interactionsOf({ events, keysAt, pointersAt }: Recorded): number[] {
  const longest = new Map<number, number>();
  for (const { interaction, ms } of events) {
    if (interaction > 0) longest.set(interaction, Math.max(ms, longest.get(interaction) ?? QUICKEST_MS));
  }
  const unreported = Math.max(0, keysAt.length + pointersAt.length - longest.size);
  return [...longest.values(), ...Array.from({ length: unreported }, () => QUICKEST_MS)];
}
