import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, launch, origin, settled, signIn, visit } from "./office.ts";
import { schoolDay } from "./school-day.ts";

/** Every page of the office portal, by its address below the account. */
const PAGES = [
  "",
  "/families",
  "/families?status=active&q=nun",
  "/families/new",
  "/students",
  "/classes",
  "/classes/new",
  "/enrollments",
  "/enrollments?basis=starts&kind=active&from=2020-01-01&to=2020-01-31",
  "/calendar",
  "/calendar?view=day",
  "/calendar?view=staff&layout=stacked",
  "/calendar?view=room",
  "/attendance",
  "/attendance?state=open",
  "/transactions",
  "/transactions/new/tuition",
  "/transactions/new/late",
  "/transactions/new/credits",
  "/transactions/new/apply_credits",
  "/money",
  "/money?view=table&months=3",
  "/staff",
  "/staff/groups",
  "/reports",
  "/reports/CLA-9?period=this_year",
  "/reports/FIN-1",
  "/settings",
  "/settings/locations",
  "/settings/rooms",
  "/settings/programs",
  "/settings/levels",
  "/settings/sessions",
  "/settings/closures",
  "/settings/rules",
  "/settings/billing",
  "/settings/tuition-rates",
  "/settings/billing-schedules",
  "/settings/discounts",
  "/settings/promo-codes",
  "/settings/taxes",
  "/settings/charge-categories",
  "/settings/automations",
  "/settings/price-preview",
  "/settings/lists",
  "/settings/keywords",
  "/settings/custom-fields",
  "/settings/data",
  "/settings/failed-jobs",
  "/audit",
  "/imports",
  "/feature-requests",
  "/support",
  "/updates",
  "/no-such-page",
] as const;

/** The page of a roll sheet of the last days. */
async function rollSheet({ request }: Page): Promise<string> {
  for (let back = 0; back < 7; back++) {
    const date = schoolDay("summit", -back);
    const day = await request.get(`${origin()}/api/office/summit/attendance/meetings?date=${date}`);
    const { meetings } = (await day.json()) as { meetings: { slotId: string; meetsOn: string }[] };
    if (meetings[0]) return `/attendance/${meetings[0].slotId}/${meetings[0].meetsOn}`;
  }
  throw new Error("No class met in the last week");
}

/** Most of a visit is waiting for the network to be quiet, so several are made at once. */
const TABS = 4;

/** Visits every address, each with a document of its own, in a few tabs. */
async function inTabs(
  context: BrowserContext,
  paths: readonly string[],
  check: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const left = [...paths];
  const tab = async () => {
    const page = await context.newPage();
    for (let path = left.shift(); path !== undefined; path = left.shift()) await check(page, path);
  };
  await Promise.all(Array.from({ length: TABS }, tab));
}

describe.each(["light", "dark"] as const)("every page, %s", (colorScheme) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([1440, 390])(
    "is accessible, keeps the policy and fits at %i px",
    async (width) => {
      const { context, page, offences } = await visit(browser, { colorScheme, width });
      await page.goto(`${origin()}/a/summit/login`);
      await settled(page);
      await expectAccessible(page);
      await signIn(page, "summit");
      const family = await page.request.get(`${origin()}/api/office/summit/families?q=nun`);
      const { id } = ((await family.json()) as { rows: { id: string }[] }).rows[0]!;
      const classes = await page.request.get(`${origin()}/api/office/summit/classes`);
      const { rows } = (await classes.json()) as { rows: { id: string; waiting: number }[] };
      const queued = `/classes/${rows.find(({ waiting }) => waiting > 0)!.id}`;
      const records = [
        ...[queued, `${queued}?tab=roster`, `${queued}?tab=waitlist`, `${queued}?tab=schedule`],
        ...[`/families/${id}`, `/families/${id}?tab=students`, `/families/${id}?tab=history`],
        await rollSheet(page),
      ];
      await inTabs(context, [...PAGES, ...records], async (tab, path) => {
        await tab.goto(`${origin()}/a/summit${path}`);
        await settled(tab);
        await expectAccessible(tab).catch((error: unknown) => {
          throw new Error(`${path}: ${String(error)}`);
        });
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        const begun = await tab.evaluate(() => document.querySelector("#main")?.scrollTop);
        expect(begun, `${path} does not begin at its beginning`).toBe(0);
        expect(offences).toEqual([]);
      });
      await context.close();
    },
    900_000,
  );
});
