import type { Page } from "playwright-core";
import { press, type Responses, respond, typeAndClear } from "./ui-interactions.ts";
import { armRouteClock, type Shown } from "./ui-probe.ts";

const FIRST_ROW = 'main [role=grid] [role=row][aria-rowindex="2"]';
export const FAMILIES: Shown = { heading: "Families", selector: FIRST_ROW };
/** Its sections have headings; what stands there while it is fetched has none. */
export const FAMILY = { selector: "main h2" };
export const MAPPING = { selector: "main select" };
export const WEEK = { selector: "main .cal-block" };
export const ROLL_SHEET = { selector: "main [data-student]" };
/** How long somebody looks at a week, at least. */
const WEEK_MS = 500;
const STUDENTS: Shown = { heading: "Students", selector: FIRST_ROW };

/** A name letter by letter, two names, a phone, a first name of many. */
const SEARCHES = ["whitfield", "deborah baker", "312 555", "lucia"];
const ROUNDS = 3;
const ROUTE_ROUNDS = 10;

/** Somebody looks for families: types, walks down the list, peeks, narrows. */
export async function useFamilies(page: Page): Promise<{ typing: Responses; rest: Responses }> {
  const search = page.getByLabel("Search families");
  await search.click();
  const typing = await respond(page, async () => {
    for (let i = 0; i < ROUNDS; i++) await typeAndClear(page, SEARCHES);
  });
  await page.keyboard.press("Escape");
  const rest = await respond(page, async () => {
    await press(page, "j", 20);
    await press(page, "o", 2);
    await press(page, "x", 2);
    for (const row of [3, 5, 7, 9]) {
      await page.locator(`main [role=row][aria-rowindex="${row}"] [role=gridcell]`).last().click();
      await page.waitForTimeout(200);
    }
  });
  await page.keyboard.press("Escape");
  return { typing, rest };
}

/** Somebody finds a page or a person from anywhere. */
export async function usePalette(page: Page): Promise<{ typing: Responses; rest: Responses }> {
  const field = page.getByRole("combobox", { name: /^Find pages/ });
  const rest = await respond(page, async () => {
    for (let i = 0; i < ROUNDS; i++) {
      await page.keyboard.press("Control+k");
      await field.waitFor();
      await press(page, "ArrowDown", 3);
      await press(page, "ArrowUp", 2);
      await page.keyboard.press("Escape");
      await field.waitFor({ state: "detached" });
    }
  });
  await page.keyboard.press("Control+k");
  await field.waitFor();
  const typing = await respond(page, async () => {
    for (let i = 0; i < ROUNDS; i++) await typeAndClear(page, SEARCHES);
  });
  await page.keyboard.press("Escape");
  return { typing, rest };
}

/** Somebody looks through the tabs of a family and opens an editor. */
export async function useFamilyPage(page: Page): Promise<Responses> {
  return respond(page, async () => {
    for (let i = 0; i < ROUNDS; i++) {
      for (const tab of ["Students", "Notes", "History", "Summary"]) {
        await page
          .getByRole("tab", { name: tab })
          .or(page.getByRole("link", { name: tab }))
          .last()
          .click();
        await page.waitForTimeout(300);
      }
    }
  });
}

/** Somebody corrects what the columns of a file mean: from one list to the next, and another field in each. */
export async function useMapping(page: Page): Promise<Responses> {
  await page.locator("main select").first().focus();
  return respond(page, async () => {
    for (let column = 0; column < 8; column++) {
      await press(page, "ArrowDown", 2);
      await press(page, "ArrowUp", 2);
      await press(page, "Tab", 1);
    }
  });
}

/** Somebody leafs through the weeks around this one and walks from block to block. */
export async function useWeek(page: Page): Promise<{ weeks: Responses; blocks: Responses }> {
  const leaf = async () => {
    for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", "t"]) {
      await press(page, key, 1);
      await page.waitForTimeout(WEEK_MS);
    }
  };
  // Once without looking, so that the weeks are known; then from memory.
  await leaf();
  const weeks = await respond(page, leaf);
  const blocks = await respond(page, async () => {
    await page.locator(WEEK.selector).first().focus();
    await press(page, "ArrowDown", 10);
    await press(page, "ArrowRight", 4);
  });
  return { weeks, blocks };
}

/** The roll is called by keys: present, a few late, one away. */
export async function useRollSheet(page: Page): Promise<Responses> {
  return respond(page, async () => {
    await press(page, "ArrowDown", 1);
    await press(page, "p", 8);
    await press(page, "t", 3);
    await press(page, "a", 1);
    await press(page, "ArrowUp", 4);
  });
}

export interface RouteTimes {
  readonly name: string;
  readonly ms: readonly number[];
}

/** There and back again, over what was just looked at: every answer is in the page's memory. */
export async function changeRoutes(page: Page, familyName: string): Promise<RouteTimes[]> {
  const family: Shown = { heading: familyName, ...FAMILY };
  const link = (name: string) => () => page.getByRole("navigation", { name: "Main" }).getByText(name).click();
  const open = () => page.keyboard.press("Enter");
  const routes: readonly (readonly [name: string, shown: Shown, act: () => Promise<void>])[] = [
    ["families → students", STUDENTS, link("Students")],
    ["students → families", FAMILIES, link("Families")],
    ["families → family page", family, open],
    ["family page → families", FAMILIES, link("Families")],
  ];
  const times = routes.map(([name]) => ({ name, ms: [] as number[] }));
  for (let round = 0; round <= ROUTE_ROUNDS; round++) {
    for (const [i, [, shown, act]] of routes.entries()) {
      if (act === open) await press(page, "j", 1);
      await page.evaluate(armRouteClock, shown);
      await act();
      const ms = await page.evaluate(() => window.benchRouteMs);
      // The first time round fetches.
      if (round > 0) times[i]!.ms.push(ms);
      await page.waitForTimeout(300);
    }
  }
  return times;
}
