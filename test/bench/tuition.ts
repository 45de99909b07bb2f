import type { DatabaseSync } from "node:sqlite";
import type { RunDetail } from "../../worker/domains/billing-runs/shapes.ts";
import type { GroupChargeOutcome, GroupChargePreview } from "../../worker/domains/ledger/outcomes.ts";
import type { FamilyFacts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { copyAccount, openAccount } from "./account-file.ts";
import { bill } from "./billing-run.ts";
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
/** Charges of one act, which the machine of a school's office is to see from preview to posted in half a second. */
const CHARGES = 5_000;
/** As many as one act may charge. */
const GROUP = 2_000;

export default function tuitionBenchmark(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ clients }: BenchServer): Promise<Outcome> {
  const client = clients[0]!;
  const before = await copyAccount(ACCOUNT);
  const month = nextMonth();
  const input = { kind: "tuition", month, title: "Tuition", chargeOn: today(), dueOn: month };
  const { id, preview, done, prepareMs, runMs } = await bill(client, input);

  const account = openAccount(ACCOUNT);
  const rows = rowsOfRun(account, id);
  const { facts, rules } = pricedFrom(account, id);
  account.close();
  const pricing = performance.now();
  for (const family of facts) priceFamily(rules, family);
  const priceMs = performance.now() - pricing;
  const sqliteMs = priceMs + writeRows(before, rows);
  before.close();
  const groupMs = await chargeGroups(client);

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
    { ...figures(`${CHARGES} charges, preview to posted`, groupMs), rowsWritten: null, rowsShown: CHARGES },
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

/** The same charge for many families, one group after the other: looked at, then booked exactly so. */
async function chargeGroups(client: OfficeClient): Promise<number> {
  const account = openAccount(ACCOUNT);
  const find = (sql: string) => (account.prepare(sql).all() as { id: string }[]).map(({ id }) => id);
  const families = find(`select id from families where deleted_at is null order by id limit ${CHARGES}`);
  const locations = find("select id from locations where deleted_at is null order by position, id");
  account.close();
  const line = { kind: "other", description: "Costumes", baseMinor: 4_500 };
  const startedAt = performance.now();
  for (let from = 0; from < families.length; from += GROUP) {
    const audience = { kind: "families", ids: families.slice(from, from + GROUP) };
    const input = { audience, locationId: locations[0], chargeOn: today(), line };
    const preview = (await client.post<GroupChargePreview>("/ledger/charges/group/preview", input)).body;
    const expected = { charges: preview.charges, totalMinor: preview.totalMinor };
    const { body } = await client.post<GroupChargeOutcome>("/ledger/charges/group", { ...input, expected });
    if (body.outcome === "started") await finished(client, body.taskId);
    else if (body.outcome !== "charged") throw new Error(`Not charged: ${body.outcome}`);
  }
  return performance.now() - startedAt;
}

/** Many are charged in the background: posted is when the task is over. */
async function finished(client: OfficeClient, taskId: string): Promise<void> {
  for (;;) {
    const { status } = (await client.get<{ status: string }>(`/tasks/${taskId}`)).body;
    if (status === "done") return;
    if (status === "failed") throw new Error("The task of a group charge failed");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function missed(ratio: number, preview: RunDetail, done: RunDetail): string[] {
  return [
    ...(ratio > MAX_RATIO ? [`tuition: ${rounded(ratio)} times node:sqlite, at most ${MAX_RATIO}`] : []),
    ...(done.doneCount === preview.tickedCount
      ? []
      : [`tuition: ${done.doneCount} of ${preview.tickedCount} lines were billed`]),
  ];
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
