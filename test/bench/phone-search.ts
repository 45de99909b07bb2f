import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { dateAt } from "../../tenant-schema/dates.ts";
import { STATE } from "../../worker/local/node/processes.ts";
import { startWorker } from "../../worker/local/node/worker-process.ts";
import {
  ACCOUNTS,
  type BenchAccounts,
  bindingOf,
  DATABASES,
  databaseIdOf,
  openBenchAccounts,
} from "./enterprise-accounts.ts";
import { addEnterprise } from "./enterprise-control.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import { bundleWorker } from "./server.ts";

// Who is calling, asked of 200 live accounts of 2,000 families, each a D1 database that answers 25 ms later than it would.

const PORT = Number(process.env.PORT ?? 8870);
const DELAY_MS = 25;
const STALL_MS = 60_000;
const AT_ONCE = 6;
const ROUNDS = 9;
const CALLER = "+13035550142";
const KNOWN_IN = [7, 77, 177];
const STALLED = 100;

/** The bars of the issue. */
const MAX_TOTAL_MS = 1.3 * DELAY_MS * Math.ceil(ACCOUNTS / AT_ONCE);
const MAX_FIRST_ROW_MS = 100;

interface Reading {
  /** Until the first line, until all but a stalled account had answered, and until the last mark of those. */
  readonly firstRowMs: number;
  readonly listedMs: number;
  readonly marksMs: number;
  readonly matches: number;
}

export default async function phoneSearch(): Promise<Outcome> {
  const accountIds = await prepare();
  const assets = emptyFolder("web");
  const script = bundleWorker(assets);
  linkDatabases();
  const databases = Object.fromEntries(
    accountIds.map((id) => [bindingHere(id), databaseIdOf(bindingOf(id))]),
  );
  const worker = await startWorker({ port: PORT, built: { script, assets, databases } });
  try {
    const token = addEnterprise(accountIds.map((id) => ({ id, binding: bindingHere(id) })));
    return await measure(worker.origin, `chalkline-enterprise=${token}`, accountIds);
  } finally {
    await worker.stop();
  }
}

async function measure(origin: string, cookie: string, accountIds: readonly string[]): Promise<Outcome> {
  await slowDown(origin, Object.fromEntries(accountIds.map((id) => [id, DELAY_MS])));
  await search(origin, cookie);
  const live = await rounds(origin, cookie);
  await slowDown(origin, { [accountIds[STALLED]!]: STALL_MS });
  const stalled = await rounds(origin, cookie);
  const cases = [figures("200 live accounts", live), figures("one of them stalled", stalled)].flat();
  printTable(
    ["case", "p50 ms", "p95 ms"],
    cases.map((one) => [one.case, one.p50Ms, one.p95Ms]),
  );
  const missed = [
    ...bars("200 live accounts", live),
    ...bars("one of them stalled", stalled),
    ...[...live, ...stalled].flatMap(({ matches }) =>
      matches === KNOWN_IN.length ? [] : [`found in ${matches} accounts instead of ${KNOWN_IN.length}`],
    ),
  ];
  return { cases, missed };
}

async function rounds(origin: string, cookie: string): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let round = 0; round < ROUNDS; round++) readings.push(await search(origin, cookie));
  return readings;
}

/** One search as a browser reads it. What comes after the marks is the stalled account's own affair. */
async function search(origin: string, cookie: string): Promise<Reading> {
  const stop = new AbortController();
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const address = `${origin}/api/enterprise/phone-search?phone=${encodeURIComponent(CALLER)}`;
  const answer = await fetch(address, { headers: { cookie }, signal: stop.signal });
  if (!answer.ok || !answer.body) throw new Error(`${answer.status}: ${await answer.text()}`);
  const reading = { firstRowMs: 0, listedMs: 0, marksMs: 0, matches: 0 };
  let [rest, marks] = ["", 0];
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { kind } = JSON.parse(line) as { kind: string };
      reading.firstRowMs ||= since();
      if (kind === "match") reading.matches += 1;
      if (kind === "listed") reading.listedMs = since();
      if (kind === "active") marks += 1;
      if (reading.listedMs > 0 && marks === reading.matches) reading.marksMs ||= since();
    }
    if (reading.marksMs > 0) break;
  }
  stop.abort();
  return reading;
}

const READINGS = ["firstRowMs", "listedMs", "marksMs"] as const;
const NAMES = { firstRowMs: "first row", listedMs: "list", marksMs: "marks" };

function figures(name: string, readings: readonly Reading[]): CaseFigures[] {
  return READINGS.map((what) => {
    const all = readings.map((reading) => reading[what]);
    const none = { trips: null, rowsRead: null, rowsWritten: null, rowsShown: null, ratio: null };
    return {
      ...{ case: `${name}: ${NAMES[what]}`, ...none },
      ...{ p50Ms: rounded(quantile(all, 0.5)), p95Ms: rounded(quantile(all, 0.95)) },
    };
  });
}

function bars(name: string, readings: readonly Reading[]): string[] {
  const middle = (what: (typeof READINGS)[number]) =>
    quantile(
      readings.map((one) => one[what]),
      0.5,
    );
  const late = (what: (typeof READINGS)[number], most: number) =>
    middle(what) <= most
      ? []
      : [`${name}: ${NAMES[what]} after ${rounded(middle(what))} ms (bar ${rounded(most)})`];
  return [...late("firstRowMs", MAX_FIRST_ROW_MS), ...late("marksMs", MAX_TOTAL_MS)];
}

/** Not a name of the pool, whose databases the demonstration schools claim. */
const bindingHere = (accountId: string) => accountId.replace("acc_", "BENCH_");

async function slowDown(origin: string, delays: Readonly<Record<string, number>>): Promise<void> {
  const answer = await fetch(`${origin}/local/slow-databases`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(delays),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The accounts as the other benches across accounts built them, three of which know the caller. */
async function prepare(): Promise<readonly string[]> {
  const bench = await openBenchAccounts();
  try {
    for (const at of KNOWN_IN) await addCaller(bench, bench.accountIds[at]!);
    return bench.accountIds;
  } finally {
    await bench.close();
  }
}

/** A family with a student who is in a class today; the triggers of the schema make lists and search of it. */
async function addCaller(bench: BenchAccounts, accountId: string): Promise<void> {
  const database = bench.open(bindingOf(accountId));
  const one = (sql: string, ...params: string[]) => ({ sql, params });
  const asked = one("select 1 as found from families where id = 'fam_caller'");
  const { found } = await database.read({ found: { ...asked, decoders: { found: Number } } });
  if (found.length > 0) return;
  const digits = CALLER.slice(1);
  const search = JSON.stringify([`fp${digits}`, `fr${[...digits].reverse().join("")}`]);
  await database.commit({
    statements: [
      one(`insert into families (id, name, sort_name, created_at, updated_at)
        values ('fam_caller', 'Caller', 'caller', 1, 1)`),
      one(
        `insert into phones (id, family_id, number, e164, search_digits, is_primary, created_at, updated_at)
          values ('phn_caller', 'fam_caller', ?, ?, ?, 1, 1, 1)`,
        ...[CALLER, CALLER, search],
      ),
      one(`insert into students (id, family_id, first_name, last_name, sort_name, created_at, updated_at)
        values ('stu_caller', 'fam_caller', 'Sam', 'Caller', 'caller sam', 1, 1)`),
      one(
        `insert into enrollments (id, student_id, class_id, kind, starts_on, created_at, updated_at)
          select 'enr_caller', 'stu_caller', min(id), 'active', ?, 1, 1 from classes`,
        dateAt(Date.now(), "UTC"),
      ),
    ],
  });
}

/** Their files under a second name in a state of this bench's own: the server only reads them. */
function linkDatabases(): void {
  const folder = emptyFolder("state/v3/d1/miniflare-D1DatabaseObject");
  for (const name of readdirSync(DATABASES).filter((file) => /^[0-9a-f]{64}\.sqlite$/.test(file))) {
    const path = join(DATABASES, name);
    if (existsSync(`${path}-wal`)) checkpoint(path);
    linkSync(path, join(folder, name));
  }
}

/** What lies beside a file is not known under its second name. */
function checkpoint(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("pragma wal_checkpoint(truncate)");
  database.close();
}

function emptyFolder(name: string): string {
  const folder = join(STATE, name);
  rmSync(join(STATE, name.split("/")[0]!), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
