import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApproveOutcome, RunDetail, RunStarted } from "../../worker/domains/billing-runs/shapes.ts";
import type { FamilyFacts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { copyAccount, openAccount } from "./account-file.ts";
import { writeRows } from "./import-baseline.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";
import { rowsOfRun } from "./tuition-rows.ts";

// A month of tuition for a large school, through the routes that the page uses: preview, approval, run. `ratio` is
// against one process that holds the facts in memory, prices them with the same engine and writes the same rows.

const ACCOUNT = "summit";
const SEED: Seed = {
  name: "tuition",
  families: { [ACCOUNT]: 8_000 },
  weeks: { [ACCOUNT]: { classes: 1_000, enrollments: 20_000 } },
};
const MAX_RATIO = 4;
const POLL_MS = 100;

export default function tuitionBenchmark(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ clients }: BenchServer): Promise<Outcome> {
  const client = clients[0]!;
  const before = await copyAccount(ACCOUNT);
  const month = nextMonth();
  const input = { kind: "tuition", month, title: "Tuition", chargeOn: today(), dueOn: month };
  const preparing = performance.now();
  const { id } = (await client.post<RunStarted>("/transactions", input)).body;
  const preview = await until(client, id, "previewed");
  const prepareMs = performance.now() - preparing;
  const expected = { rows: preview.tickedCount, totalMinor: preview.tickedMinor };
  const running = performance.now();
  await client.post<ApproveOutcome>(`/transactions/${id}/approve`, { version: preview.version, expected });
  const done = await until(client, id, "done");
  const runMs = performance.now() - running;

  const account = openAccount(ACCOUNT);
  const rows = rowsOfRun(account, id);
  const { facts, rules } = pricedFrom(account, id);
  account.close();
  const pricing = performance.now();
  for (const family of facts) priceFamily(rules, family);
  const priceMs = performance.now() - pricing;
  const sqliteMs = priceMs + writeRows(before, rows);
  before.close();

  const written = rows.reduce((sum, transaction) => sum + transaction.length, 0);
  const figures = (name: string, ms: number): CaseFigures => {
    const costs = { trips: null, rowsRead: null, rowsWritten: written, rowsShown: done.doneCount };
    return { case: name, ...costs, p50Ms: rounded(ms, 0), p95Ms: null, ratio: rounded(ms / sqliteMs) };
  };
  const cases = [
    figures("preview", prepareMs),
    figures("run", runMs),
    figures("both", prepareMs + runMs),
    figures("pricing alone, in memory", priceMs),
    figures("node:sqlite, the same prices and rows", sqliteMs),
  ];
  printTable(
    ["case", "seconds", "times node:sqlite"],
    cases.map(({ case: name, p50Ms, ratio }) => [name, rounded(p50Ms! / 1_000), ratio]),
  );
  process.stdout.write(
    `${facts.length} families, ${done.doneCount} lines, ${written} rows in ${rows.length} transactions\n\n`,
  );
  return { cases, missed: missed((prepareMs + runMs) / sqliteMs, preview, done) };
}

function missed(ratio: number, preview: RunDetail, done: RunDetail): string[] {
  return [
    ...(ratio > MAX_RATIO ? [`tuition: ${rounded(ratio)} times node:sqlite, at most ${MAX_RATIO}`] : []),
    ...(done.doneCount === preview.tickedCount
      ? []
      : [`tuition: ${done.doneCount} of ${preview.tickedCount} lines were billed`]),
  ];
}

async function until(client: OfficeClient, id: string, state: RunDetail["state"]): Promise<RunDetail> {
  for (;;) {
    await sleep(POLL_MS);
    const { body } = await client.get<RunDetail>(`/transactions/${id}`);
    if (body.state === state) return body;
    if (body.task?.status === "failed") throw new Error(`The run ended: ${body.task.error}`);
  }
}

/** What the prices of the run were made of. */
function pricedFrom(account: DatabaseSync, runId: string): { facts: FamilyFacts[]; rules: PriceRules } {
  const facts = account
    .prepare(
      "select payload -> 'facts' as facts from billing_run_rows where run_id = ? and payload ->> 'facts' is not null",
    )
    .all(runId) as { facts: string }[];
  const kept = account
    .prepare("select p.rules from billing_runs r join price_rules p on p.id = r.rules_id where r.id = ?")
    .get(runId) as { rules: string };
  return { facts: facts.map((row) => JSON.parse(row.facts) as FamilyFacts), rules: JSON.parse(kept.rules) };
}

const today = () => new Date(Date.now() - 12 * 3_600_000).toISOString().slice(0, 10);

function nextMonth(): string {
  const [year, month] = today().split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
