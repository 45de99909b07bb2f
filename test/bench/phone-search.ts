import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import { migrate } from "../../control-plane/migrator.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { ROOT, STATE } from "../../worker/local/node/processes.ts";
import { type ManyDatabases, manyDatabases } from "./many-databases.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { withServer } from "./server.ts";

// Who is calling, asked of 200 live databases on a real libSQL server, each of which answers 25 ms later than it would.

const SEED: Seed = { name: "phone-search", families: { summit: 0 } };
const ACCOUNTS = 200;
const DELAY_MS = 25;
const AT_ONCE = 6;
const ROUNDS = 9;
const FAMILIES = 200;
const CALLER = "+13125550142";
const KNOWN_IN = [7, 77, 177];

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
  const databases = await manyDatabases(ACCOUNTS, DELAY_MS, fill);
  try {
    return await withServer(SEED, ({ origin }) => measure(origin, databases));
  } finally {
    await databases.stop();
  }
}

async function measure(origin: string, databases: ManyDatabases): Promise<Outcome> {
  for (const at of KNOWN_IN) await addFamilies(databases.urls[at]!, "caller", [CALLER]);
  const token = addEnterprise(databases.urls);
  const cookie = `chalkline-enterprise=${token}`;
  await search(origin, cookie);
  const live = await rounds(origin, cookie);
  databases.stall(100);
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

async function fill(url: string): Promise<void> {
  const files = globSync("tenant-schema/migrations/*.sql", { cwd: ROOT }).sort();
  const migrations = files.map((file) => ({
    version: Number.parseInt(basename(file), 10),
    name: basename(file, ".sql").slice(5),
    sql: readFileSync(join(ROOT, file), "utf8"),
  }));
  await migrate(libsqlEngine({ url, token: null }), migrations, Date.now());
  const numbers = Array.from({ length: FAMILIES }, (_, i) => `+1303555${String(i).padStart(4, "0")}`);
  await addFamilies(url, "family", numbers);
}

/** One family to each number; the triggers of the schema make lists and search of them. */
async function addFamilies(url: string, name: string, numbers: readonly string[]): Promise<void> {
  const rows = JSON.stringify(
    numbers.map((e164, i) => {
      const digits = e164.slice(1);
      const search = JSON.stringify([`fp${digits}`, `fr${[...digits].reverse().join("")}`]);
      return { name: `${name}${i}`, e164, search };
    }),
  );
  const from = (columns: string) => `select ${columns} from json_each(?)`;
  const value = (key: string) => `(value->>'${key}')`;
  const statements = [
    `insert into families (id, name, sort_name, created_at, updated_at)
      ${from(`'fam_' || ${value("name")}, ${value("name")}, ${value("name")}, 0, 0`)}`,
    `insert into phones (id, family_id, number, e164, search_digits, is_primary, created_at, updated_at)
      ${from(`'phn_' || ${value("name")}, 'fam_' || ${value("name")}, ${value("e164")}, ${value("e164")}, ${value("search")}, 1, 0, 0`)}`,
  ].map((sql) => ({ sql, params: [rows] }));
  await libsqlEngine({ url, token: null }).batch(statements, "write");
}

/** The accounts, their enterprise and somebody signed in to it, put where the running Worker looks; answers the token. */
function addEnterprise(urls: readonly string[]): string {
  const control = new DatabaseSync(controlFile());
  control.exec("pragma busy_timeout = 5000; begin");
  const now = Date.now();
  const [enterpriseId, userId, token] = ["ent_bench", "eus_bench", "bench-token"];
  const version = globSync("tenant-schema/migrations/*.sql", { cwd: ROOT }).length;
  control
    .prepare("insert into enterprises (id, name, created_at, updated_at) values (?, 'Bench', ?, ?)")
    .run(enterpriseId, now, now);
  const account =
    control.prepare(`insert into accounts (id, url_name, display_name, plan, status, driver, database_url,
      schema_version, time_zone, locale, currency, phone_region, created_at)
    values (?, ?, ?, 'enterprise', 'ready', 'libsql', ?, ?, 'America/Chicago', 'en-US', 'USD', 'US', ?)`);
  const member = control.prepare(
    "insert into enterprise_accounts (account_id, enterprise_id, created_at, updated_at) values (?, ?, ?, ?)",
  );
  for (const [i, url] of urls.entries()) {
    const id = newId("account", now);
    account.run(id, `bench-${i}`, `Club ${i}`, url, version, now);
    member.run(id, enterpriseId, now, now);
  }
  control
    .prepare(`insert into enterprise_users (id, enterprise_id, level, name, email, email_folded, provider, issuer, subject,
        state, created_at, updated_at)
      values (?, ?, 'admin', 'Bench', 'bench@example.org', 'bench@example.org', 'google', 'bench', 'bench', 'active', ?, ?)`)
    .run(userId, enterpriseId, now, now);
  control
    .prepare(`insert into enterprise_sessions (token_hash, id, user_id, provider, created_at, last_seen_at, expires_at)
      values (?, 'ese_bench', ?, 'google', ?, ?, ?)`)
    .run(hashOf(token), userId, now, now, now + 3_600_000);
  // Reading them into the store would be measured as well.
  control.prepare("update enterprise_syncs set next_sync_at = ?").run(now + 86_400_000);
  control.exec("commit");
  control.close();
  return token;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** The local D1 of the control plane: the one that knows of accounts. */
function controlFile(): string {
  const folder = join(STATE, "state/v3/d1");
  for (const file of globSync("**/*.sqlite", { cwd: folder }).map((name) => join(folder, name))) {
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare("select 1 from sqlite_master where name = 'database_pool'").get();
    database.close();
    if (found) return file;
  }
  throw new Error(`No control plane in ${folder}`);
}
