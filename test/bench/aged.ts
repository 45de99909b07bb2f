import { addDays, dateAt, firstDayOfMonth } from "../../tenant-schema/dates.ts";
import type { ReportPreview } from "../../worker/domains/reports/shapes.ts";
import { openAccount } from "./account-file.ts";
import { bill } from "./billing-run.ts";
import { categoryList, type LongReport } from "./long-report.ts";
import { figuresOf, interleaved, type Probe } from "./measure.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// Balances by age of a large school after three months of tuition, each partly paid: today and on past days, every family
// in one JSON answer. What is held against the bars is the time of the server: that of an empty route is taken off.

const ACCOUNT = "summit";
const FAMILIES = 5_000;
const SEED: Seed = {
  name: "aged",
  families: { [ACCOUNT]: FAMILIES },
  weeks: { [ACCOUNT]: { classes: 600, enrollments: 12_500 } },
};
const MONTHS = 3;
const PAID_MINOR = 15_000;
const ROUNDS = 15;
const WARM_UP = 3;
/** In days before today, all over the three months. */
const PAST_DAYS = [1, 7, 14, 21, 30, 40, 50, 60, 70, 80, 90];

const MAX_TODAY_MS = 100;
const MAX_PAST_MS = 300;
const REPORT_LINES = 100_000;
/** An isolate may hold 128 MB; locally its process also holds what the report reads and writes, so this is stricter. */
const MAX_GROWN_MB = 128;

export default function aged(): Promise<Outcome> {
  return withServer(SEED, measure);
}

async function measure({ clients, restart }: BenchServer): Promise<Outcome> {
  const client = clients[0]!;
  const today = dateAt(Date.now(), client.account.timeZone);
  let month = firstDayOfMonth(today);
  for (let i = 1; i < MONTHS; i++) month = firstDayOfMonth(addDays(month, -1));
  const first = month;
  for (let i = 0; i < MONTHS; i++) month = await billMonth(client, month, { isPaid: true });
  const postings = count("postings");
  const probes: Probe[] = [
    { name: "empty", take: async () => ({ ...(await client.empty()), rowsShown: 0 }) },
    agedOn(client, "today", today),
    ...PAST_DAYS.map((days) => agedOn(client, `${days} days ago`, addDays(today, -days))),
  ];
  const samples = await interleaved(probes, ROUNDS, WARM_UP);
  const baseMs = quantile(
    samples.get("empty")!.map(({ ms }) => ms),
    0.5,
  );
  const cases = probes.map(({ name }) => figuresOf(name, samples.get(name)!, baseMs));
  print(cases, baseMs);
  process.stdout.write(`${postings} postings after ${MONTHS} runs of tuition and of credits\n\n`);
  while (count("charge_lines") < REPORT_LINES) month = await billMonth(client, month, { isPaid: false });
  // The short one first, so that the long one is asked what more it takes, by a process that did nothing else.
  const [fresh] = await restart();
  const reports = [
    await categoryList(fresh!, first, first),
    await categoryList(fresh!, first, month),
  ] as const;
  printTable(
    ["case", "seconds", "peak MB", "of it grown"],
    reports.map(({ figures, peakMb, grownMb }) => [
      figures.case,
      rounded(figures.p50Ms! / 1_000),
      peakMb,
      grownMb,
    ]),
  );
  return {
    cases: [...cases, ...reports.map(({ figures }) => figures)],
    missed: [...missed(cases, baseMs), ...missedMemory(reports[1])],
  };
}

/** Tuition of a month on its first day, and a week later a credit for every family, applied to what is open. */
async function billMonth(
  client: OfficeClient,
  month: string,
  { isPaid }: { readonly isPaid: boolean },
): Promise<string> {
  const dates = { chargeOn: month, dueOn: addDays(month, 9) };
  const { done } = await bill(client, { kind: "tuition", month, title: "Tuition", ...dates });
  if (isPaid) {
    const on = addDays(month, 7);
    const money = { amountMinor: PAID_MINOR, per: "family", locationId: firstLocation() };
    await bill(client, { kind: "credits", title: "Credit", givenOn: on, method: "house", ...money });
    await bill(client, { kind: "apply_credits", on });
  }
  process.stdout.write(`Billed ${month}: ${done.doneCount} lines\n`);
  return firstDayOfMonth(addDays(month, 31));
}

function agedOn(client: OfficeClient, name: string, on: string): Probe {
  const query = new URLSearchParams({
    code: "FIN-1",
    rows: String(2 * FAMILIES),
    filter: JSON.stringify({ on }),
  });
  return {
    name,
    take: async () => {
      const answer = await client.get<ReportPreview>(`/reports/preview?${query}`);
      return { ...answer, rowsShown: answer.body.rows.length };
    },
  };
}

function print(cases: readonly CaseFigures[], baseMs: number): void {
  const serverMs = (f: CaseFigures) => (f.case === "empty" ? null : rounded(f.p50Ms! - baseMs));
  printTable(
    ["case", "trips", "read", "families", "p50 ms", "p95 ms", "server ms"],
    cases.map((f) => [f.case, f.trips, f.rowsRead, f.rowsShown, f.p50Ms, f.p95Ms, serverMs(f)]),
  );
}

function missed(cases: readonly CaseFigures[], baseMs: number): string[] {
  return cases.slice(1).flatMap(({ case: name, p50Ms, rowsShown }) => {
    const most = name === "today" ? MAX_TODAY_MS : MAX_PAST_MS;
    const ms = rounded(p50Ms! - baseMs);
    return [
      ...(ms > most ? [`${name}: ${ms} ms, at most ${most}`] : []),
      ...(name === "today" && rowsShown! < FAMILIES * 0.9 ? [`${name}: only ${rowsShown} families`] : []),
    ];
  });
}

function missedMemory({ figures, grownMb }: LongReport): string[] {
  return grownMb > MAX_GROWN_MB ? [`${figures.case}: ${grownMb} MB more, at most ${MAX_GROWN_MB}`] : [];
}

function count(table: "postings" | "charge_lines"): number {
  return (ask(`select count(*) as value from ${table}`) as { value: number }).value;
}

function firstLocation(): string {
  const sql = "select id from locations where deleted_at is null order by position, id limit 1";
  return (ask(sql) as { id: string }).id;
}

function ask(sql: string): unknown {
  const account = openAccount(ACCOUNT);
  const row = account.prepare(sql).get();
  account.close();
  return row;
}
