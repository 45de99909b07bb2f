import type { Browser, Page } from "playwright-core";
import type { FamilyRow } from "../../worker/domains/families/shapes.ts";
import type { ImportDraft } from "../../worker/domains/imports/schemas.ts";
import type { Page as ListPage } from "../../worker/kernel/paging.ts";
import { fullestMeeting } from "./classes-cases.ts";
import { importFile } from "./import-file.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";
import { firstRouteSizes } from "./ui-assets.ts";
import { launchChromium, openPage } from "./ui-browser.ts";
import type { Responses } from "./ui-interactions.ts";
import { type Load, loadCold, type Place, QUIET_MS } from "./ui-loads.ts";
import {
  changeRoutes,
  FAMILIES,
  FAMILY,
  MAPPING,
  ROLL_SHEET,
  type RouteTimes,
  useFamilies,
  useFamilyPage,
  useMapping,
  usePalette,
  useRollSheet,
  useWeek,
  WEEK,
} from "./ui-rooms.ts";

// What people feel, in Chromium at a quarter of the processor's speed, over 50,000 families
// and a week of 400 meetings.

const SEED: Seed = {
  name: "ui",
  families: { summit: 50_000 },
  weeks: { summit: { classes: 300, enrollments: 8_000 } },
};
const LOADS = 5;
const IMPORT_FAMILIES = 300;

/** Loads and route changes are judged as browsers' makers do, by what three visits of four stay below. */
const JUDGED = 0.75;
/** The budgets of the architecture. */
const MAX_KEY_P95_MS = 50;
const MAX_INP_MS = 100;
const MAX_ROUTE_MS = 100;
const MAX_LCP_MS = 1_200;
const MAX_SHIFT = 0.02;
const MAX_SCRIPTS_KB = 130;
const MAX_STYLES_KB = 20;
const MAX_FONT_KB = 50;

interface Case extends CaseFigures {
  /** What it is measured in, for people. */
  readonly shown: string;
  readonly missed: string | null;
}

export default function ui(): Promise<Outcome> {
  return withServer(SEED, async (server) => {
    const browser = await launchChromium();
    try {
      return await measure(server, browser);
    } finally {
      await browser.close();
    }
  });
}

async function measure(server: BenchServer, browser: Browser): Promise<Outcome> {
  const { origin, clients, pages } = server;
  const client = clients[0]!;
  process.stdout.write(`Browser: Chromium ${browser.version()}, processor slowed down 4 times\n`);
  const { body } = await client.get<ListPage<FamilyRow>>("/families");
  const family = body.rows[0]!;
  const { csv } = importFile(IMPORT_FAMILIES);
  const upload = await client.upload<ImportDraft>("/imports", "families.csv", csv);
  const list: Place = { name: "families list", path: "/families", ...FAMILIES };
  const one: Place = { name: "family page", path: `/families/${family.id}`, ...FAMILY };
  const mapping: Place = { name: "import mapping", path: `/imports/${upload.body.id}`, ...MAPPING };
  const week: Place = { name: "calendar week", path: "/calendar?view=week", ...WEEK };
  const meeting = await fullestMeeting(client);
  const roll: Place = {
    name: "roll sheet",
    path: `/attendance/${meeting.slotId}/${meeting.meetsOn}`,
    ...ROLL_SHEET,
  };
  const cases: Case[] = [];
  for (const place of [list, one, mapping, week, roll]) {
    const loads: Load[] = [];
    for (let i = 0; i < LOADS; i++) loads.push(await loadCold(browser, origin, client, place));
    cases.push(...loadCases(place, loads));
    if (place === list) cases.push(...sizeCases(firstRouteSizes(pages, loads[0]!.scripts)));
  }
  const at = async <T>(place: Place, use: (page: Page) => Promise<T>): Promise<T> => {
    const page = await openAt(browser, origin, client, place);
    const answer = await use(page);
    // One that is left open goes on with what it does when nobody waits, beside the next that is measured.
    await page.context().close();
    return answer;
  };
  cases.push(...(await at(list, (page) => useLists(page, family))));
  cases.push(inpCase(one.name, [await at(one, useFamilyPage)]));
  cases.push(inpCase(mapping.name, [await at(mapping, useMapping)]));
  const { weeks, blocks } = await at(week, useWeek);
  cases.push(inpCase("calendar, from week to week", [weeks]), inpCase("calendar, block to block", [blocks]));
  const marks = await at(roll, useRollSheet);
  cases.push(keyCase(roll.name, marks), inpCase(roll.name, [marks]));
  print(cases);
  const missed = cases.flatMap((entry) => (entry.missed === null ? [] : [entry.missed]));
  return { cases: cases.map(({ shown: _shown, missed: _missed, ...figures }) => figures), missed };
}

/** A page that has been there for a while, with all that it fetches when nobody waits. */
async function openAt(browser: Browser, origin: string, client: OfficeClient, place: Place): Promise<Page> {
  const page = await openPage(browser, origin, client);
  await page.goto(`${origin}/a/${client.account.urlName}${place.path}`);
  await page.waitForSelector(place.selector);
  await page.waitForTimeout(QUIET_MS);
  return page;
}

/** One visit of somebody at work: the list, the palette, from room to room. */
async function useLists(page: Page, family: FamilyRow): Promise<Case[]> {
  const families = await useFamilies(page);
  const palette = await usePalette(page);
  const routes = await changeRoutes(page, family.name);
  return [
    keyCase("families search", families.typing),
    inpCase("families list", [families.typing, families.rest]),
    keyCase("palette", palette.typing),
    inpCase("palette", [palette.typing, palette.rest]),
    ...routes.map(routeCase),
  ];
}

function loadCases({ name }: Place, loads: readonly Load[]): Case[] {
  const times = loads.map(({ lcpMs }) => lcpMs);
  const worst = loads.reduce((most, load) => (load.shift > most.shift ? load : most));
  const what = `largest: ${loads[0]!.lcpElement}`;
  return [
    timeCase(`${name}: LCP`, times, quantile(times, JUDGED), MAX_LCP_MS, what),
    valueCase(`${name}: CLS`, worst.shift, "", MAX_SHIFT, worst.shiftedElements.join(", ")),
  ];
}

function sizeCases(sizes: ReturnType<typeof firstRouteSizes>): Case[] {
  return [
    valueCase("first route: scripts, brotli", sizes.scriptsKb, "KB", MAX_SCRIPTS_KB),
    valueCase("styles, brotli", sizes.stylesKb, "KB", MAX_STYLES_KB),
    valueCase("fonts", sizes.fontsKb, "KB", MAX_FONT_KB),
    valueCase("font files", sizes.fonts, "", 1),
  ];
}

function keyCase(name: string, { keys }: Responses): Case {
  return timeCase(`${name}: key → paint p95`, keys, quantile(keys, 0.95), MAX_KEY_P95_MS);
}

/** The 98th percentile, as INP is defined for visits of many interactions. */
function inpCase(name: string, responses: readonly Responses[]): Case {
  const all = responses.flatMap(({ interactions }) => interactions);
  return timeCase(`${name}: INP`, all, quantile(all, 0.98), MAX_INP_MS);
}

function routeCase({ name, ms }: RouteTimes): Case {
  return timeCase(`route: ${name}`, ms, quantile(ms, JUDGED), MAX_ROUTE_MS);
}

function timeCase(name: string, times: readonly number[], judged: number, most: number, why = ""): Case {
  const figures = { p50Ms: rounded(quantile(times, 0.5), 0), p95Ms: rounded(quantile(times, 0.95), 0) };
  return newCase(name, figures, judged, "ms", most, why);
}

function valueCase(name: string, value: number, unit: string, most: number, why = ""): Case {
  return newCase(name, { p50Ms: null, p95Ms: null }, value, unit, most, why);
}

function newCase(
  name: string,
  times: { p50Ms: number | null; p95Ms: number | null },
  judged: number,
  unit: string,
  most: number,
  why: string,
): Case {
  const shown = `${rounded(judged, unit === "" ? 3 : 0)} ${unit}`.trim();
  const costs = { trips: null, rowsRead: null, rowsWritten: null, rowsShown: null, ratio: null };
  const missed = judged <= most ? null : `${name}: ${shown}, at most ${most}${why ? ` (${why})` : ""}`;
  return { case: name, ...costs, ...times, value: rounded(judged, 3), shown, missed };
}

function print(cases: readonly Case[]): void {
  const rows = cases.map((entry) => {
    return [entry.case, entry.shown, entry.p50Ms, entry.p95Ms, entry.missed === null ? "" : "missed"];
  });
  printTable(["case", "value", "p50 ms", "p95 ms", ""], rows);
}
