import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

const BUNDLE = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js");
const END = "end of document";
/** Longer than any page; a reader that goes round in circles is stopped. */
const MOST_PHRASES = 1_500;

interface VirtualReader {
  start(options: { readonly container: Node }): Promise<void>;
  stop(): Promise<void>;
  next(): Promise<void>;
  lastSpokenPhrase(): Promise<string>;
  spokenPhraseLog(): Promise<string[]>;
  clearSpokenPhraseLog(): Promise<void>;
}
type WithReader = Window & { readonly virtualReader: VirtualReader };

/** Every page of this visitor brings a virtual screen reader along, which reads what Chromium renders. */
export async function bringScreenReader(context: BrowserContext): Promise<void> {
  const source = readFileSync(BUNDLE, "utf8").replace(
    /export\s*\{(?:[^}]*,)?([\w$]+) as virtual[^}]*\};?/,
    (_, name: string) => `window.virtualReader=${name};`,
  );
  await context.addInitScript(`(() => {${source}\n})()`);
}

/** Everything that is said from the beginning of the page to its end. */
export function readThrough(page: Page): Promise<string[]> {
  return page.evaluate(
    async ([end, most]) => {
      const reader = (window as unknown as WithReader).virtualReader;
      await reader.start({ container: document.body });
      for (let i = 0; i < most && (await reader.lastSpokenPhrase()) !== end; i++) await reader.next();
      const said = await reader.spokenPhraseLog();
      await reader.stop();
      return said;
    },
    [END, MOST_PHRASES] as const,
  );
}

/** What is said of itself while somebody acts: focus that moves, live regions that change; then the next phrases. */
export async function listen(page: Page, act: () => Promise<unknown>, further = 0): Promise<string[]> {
  await page.evaluate(() =>
    (window as unknown as WithReader).virtualReader.start({ container: document.body }),
  );
  await act();
  return page.evaluate(async (count) => {
    const reader = (window as unknown as WithReader).virtualReader;
    for (let i = 0; i < count; i++) await reader.next();
    const said = await reader.spokenPhraseLog();
    await reader.stop();
    return said;
  }, further);
}

/** Each phrase is said, in this order; others may come in between. */
export function expectInOrder(said: readonly string[], wanted: readonly (string | RegExp)[]): void {
  let from = 0;
  for (const phrase of wanted) {
    const at = said.findIndex(
      (one, i) => i >= from && (typeof phrase === "string" ? one === phrase : phrase.test(one)),
    );
    expect(
      at,
      `“${phrase}” after “${said[from - 1] ?? "the beginning"}” in ${JSON.stringify(said)}`,
    ).not.toBe(-1);
    from = at + 1;
  }
}
