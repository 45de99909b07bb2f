import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { BROWSER_ARGS, findBrowser } from "../browser/find-browser.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";
import { brotliKb } from "./ui-assets.ts";

// The family portal as Lighthouse sees it on a mid-range phone with a slow line: its mobile preset, the median of five.

const SEED: Seed = { name: "lighthouse", families: {} };
const ACCOUNT = "summit";
const GUARDIAN = `guardian@${ACCOUNT}.example`;
const RUNS = 5;
const DEBUGGING_PORT = 9_377;
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
type Category = (typeof CATEGORIES)[number];
const LEAST: Readonly<Record<Category, number>> = {
  performance: 90,
  accessibility: 100,
  "best-practices": 100,
};
const MAX_SCRIPTS_KB = 90;

interface Place {
  readonly name: string;
  readonly path: string;
  readonly isSignedIn: boolean;
}

const PLACES: readonly Place[] = [
  { name: "landing", path: "", isSignedIn: false },
  { name: "dashboard", path: "/home", isSignedIn: true },
  { name: "class list", path: "/classes", isSignedIn: false },
];

interface Run {
  readonly scores: Readonly<Record<Category, number>>;
  readonly lcpMs: number;
  readonly blockedMs: number;
  readonly shift: number;
  /** What was asked for before the page stood, by path. */
  readonly scripts: readonly string[];
  readonly apiRequests: number;
  /** Audits that cost points, for whoever has to find them again. */
  readonly lost: readonly string[];
}

export default function lighthouseBench(): Promise<Outcome> {
  return withServer(SEED, async (server) => {
    const browser = await chromium.launch({
      executablePath: findBrowser(),
      args: [...BROWSER_ARGS, `--remote-debugging-port=${DEBUGGING_PORT}`],
    });
    try {
      return await measure(server);
    } finally {
      await browser.close();
    }
  });
}

async function measure(server: BenchServer): Promise<Outcome> {
  const cookie = await signIn(server);
  const cases: CaseFigures[] = [];
  const missed: string[] = [];
  const rows: (string | number)[][] = [];
  for (const place of PLACES) {
    const runs: Run[] = [];
    for (let i = 0; i < RUNS; i++) runs.push(await visit(server, place, cookie));
    const median = (of: (run: Run) => number) => quantile(runs.map(of), 0.5);
    const scores = CATEGORIES.map((category) => median(({ scores }) => scores[category]));
    const scriptsKb = rounded(sum(runs[0]!.scripts.map((path) => brotliKb(`${server.pages}${path}`))), 1);
    const apiRequests = Math.max(...runs.map((run) => run.apiRequests));
    const times = [median(({ lcpMs }) => lcpMs), median(({ blockedMs }) => blockedMs)];
    const shift = rounded(
      median((run) => run.shift),
      3,
    );
    rows.push([place.name, ...scores, ...times.map(Math.round), shift, scriptsKb, apiRequests]);
    missed.push(...missedOf(place, scores, scriptsKb, apiRequests, runs));
    cases.push(...CATEGORIES.map((category, i) => figures(`${place.name}: ${category}`, scores[i]!)));
    cases.push(figures(`${place.name}: scripts, brotli KB`, scriptsKb));
  }
  const head = [
    "page",
    "performance",
    "accessibility",
    "best practices",
    "LCP ms",
    "TBT ms",
    "CLS",
    "KB",
    "API",
  ];
  printTable(head, rows);
  return { cases, missed };
}

function missedOf(
  { name }: Place,
  scores: readonly number[],
  scriptsKb: number,
  apiRequests: number,
  runs: readonly Run[],
): string[] {
  const lost = [...new Set(runs.flatMap((run) => run.lost))].join(", ");
  const low = CATEGORIES.flatMap((category, i) =>
    scores[i]! < LEAST[category]
      ? [`${name}: ${category} ${scores[i]}, at least ${LEAST[category]} (${lost})`]
      : [],
  );
  const heavy =
    scriptsKb > MAX_SCRIPTS_KB ? [`${name}: scripts ${scriptsKb} KB, at most ${MAX_SCRIPTS_KB}`] : [];
  const chatty = apiRequests > 1 ? [`${name}: ${apiRequests} requests to the API, at most one`] : [];
  return [...low, ...heavy, ...chatty];
}

async function visit({ origin }: BenchServer, place: Place, cookie: string): Promise<Run> {
  const found = await lighthouse(`${origin}/portal/${ACCOUNT}${place.path}`, {
    port: DEBUGGING_PORT,
    output: "json",
    logLevel: "error",
    onlyCategories: [...CATEGORIES],
    ...(place.isSignedIn ? { extraHeaders: { cookie } } : {}),
  });
  if (!found) throw new Error("Lighthouse answered nothing.");
  const { lhr } = found;
  const requests = lhr.audits["network-requests"]?.details as
    | { readonly items: readonly { readonly url: string; readonly resourceType?: string }[] }
    | undefined;
  const paths = (requests?.items ?? []).map(({ url }) => new URL(url, origin).pathname);
  const value = (id: string) => lhr.audits[id]?.numericValue ?? Number.NaN;
  const score = (category: Category) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const judged = CATEGORIES.filter((category) => score(category) < LEAST[category]);
  const weighed = judged.flatMap((category) => lhr.categories[category]?.auditRefs ?? []);
  return {
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
    },
    lcpMs: value("largest-contentful-paint"),
    blockedMs: value("total-blocking-time"),
    shift: value("cumulative-layout-shift"),
    scripts: await firstScripts(origin, place, cookie),
    apiRequests: paths.filter((path) => path.startsWith("/api/")).length,
    lost: weighed.flatMap(({ id, weight }) => (weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9 ? [id] : [])),
  };
}

/** The scripts that the page's document names: what is fetched before it is drawn. */
async function firstScripts(origin: string, place: Place, cookie: string): Promise<string[]> {
  const headers: Record<string, string> = place.isSignedIn ? { cookie } : {};
  const html = await (await fetch(`${origin}/portal/${ACCOUNT}${place.path}`, { headers })).text();
  return [...new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!))];
}

async function signIn({ origin, demo }: BenchServer): Promise<string> {
  const response = await fetch(`${origin}/api/family/${ACCOUNT}/session`, {
    method: "POST",
    headers: { origin, "x-requested-by": "chalkline", "content-type": "application/json" },
    body: JSON.stringify({ email: GUARDIAN, password: demo.password }),
  });
  if (!response.ok) throw new Error(`Signing in: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((text) => text.split(";")[0])
    .join("; ");
}

function figures(name: string, value: number): CaseFigures {
  const nothing = { trips: null, rowsRead: null, rowsWritten: null, rowsShown: null, ratio: null };
  return { case: name, ...nothing, p50Ms: null, p95Ms: null, value };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
