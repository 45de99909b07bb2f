import { afterEach } from "vitest";
import { openPages } from "./hands.ts";

const MOST_LINES = 120;

/** What stood on the pages of a test that failed, as a screen reader would read it: a time limit alone says nothing. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const page of openPages()) {
    const [outline, focused] = await Promise.all([
      page.locator("body").ariaSnapshot({ timeout: 2_000 }),
      page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)),
    ]).catch((cause: unknown) => [String(cause), ""]);
    const lines = outline!.split("\n");
    const rest = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} more lines`] : [];
    const told = [page.url(), `focus: ${focused}`, ...lines.slice(0, MOST_LINES), ...rest];
    console.error(`${task.name}:\n${told.join("\n")}`);
  }
});
