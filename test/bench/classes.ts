import { copyAccount } from "./account-file.ts";
import { byBothServers, type Setting } from "./both-servers.ts";
import { type WeekCase, weekCases } from "./classes-cases.ts";
import { enrollProbe, markProbe } from "./classes-writes.ts";
import { figuresOf, interleaved, type Probe } from "./measure.ts";
import { type CaseFigures, type Outcome, printTable, quantile } from "./report.ts";
import type { Seed } from "./seed.ts";
import type { BenchServer } from "./server.ts";
import { sqliteTimes } from "./sqlite-times.ts";

// The school's week: 300 classes and 8,000 active enrollments on the pages staff look at all day.

const SEED: Seed = {
  name: "classes",
  families: { summit: 4_000 },
  weeks: { summit: { classes: 300, enrollments: 8_000 } },
};
const ROUNDS = 150;
const WARM_UP = 15;

const MAX_TRIPS = 1;
const MAX_WRITTEN: Readonly<Record<string, number>> = { enroll: 25, "mark one attendance": 8 };

export default function classes(): Promise<Outcome> {
  return byBothServers(SEED, measure);
}

async function measure(server: BenchServer, setting: Setting): Promise<Outcome> {
  const client = server.clients[0]!;
  const copy = await copyAccount(client.account.urlName);
  const reads = await weekCases(client, copy, setting);
  const probes: Probe[] = [
    { name: "empty", take: async () => ({ ...(await client.empty()), rowsShown: 0 }) },
    ...reads.map(({ name, path, shown }) => ({
      name,
      take: async () => {
        const answer = await client.get<object>(path);
        return { ...answer, rowsShown: shown(answer.body) };
      },
    })),
    enrollProbe(client, copy, ROUNDS + WARM_UP),
    await markProbe(client, ROUNDS + WARM_UP),
  ];
  const samples = await interleaved(probes, ROUNDS, WARM_UP);
  const baseMs = quantile(
    samples.get("empty")!.map(({ ms }) => ms),
    0.5,
  );
  const cases = probes.map(({ name }) => figuresOf(name, samples.get(name)!, baseMs));
  const times = await sqliteTimes(copy, client.account, reads);
  copy.close();
  print(cases, reads, times);
  return { cases, missed: [...missedReads(cases, reads), ...missedWrites(cases)] };
}

function missedReads(cases: readonly CaseFigures[], reads: readonly WeekCase[]): string[] {
  return reads.flatMap(({ name, maxRatio, maxRead }) => {
    const { trips, rowsRead, rowsShown, ratio } = cases.find((figures) => figures.case === name)!;
    return [
      ...(trips! > MAX_TRIPS ? [`${name}: ${trips} trips, at most ${MAX_TRIPS}`] : []),
      ...(rowsRead! > maxRead
        ? [`${name}: ${rowsRead} rows read, ${maxRead} are live in the days shown`]
        : []),
      ...(rowsShown! < 1 ? [`${name}: shows nothing`] : []),
      ...(ratio! > maxRatio ? [`${name}: ${ratio} times the empty route, at most ${maxRatio}`] : []),
    ];
  });
}

function missedWrites(cases: readonly CaseFigures[]): string[] {
  return Object.entries(MAX_WRITTEN).flatMap(([name, most]) => {
    const { rowsWritten } = cases.find((figures) => figures.case === name)!;
    return rowsWritten! > most ? [`${name}: ${rowsWritten} rows written, at most ${most}`] : [];
  });
}

function print(
  cases: readonly CaseFigures[],
  reads: readonly WeekCase[],
  times: ReadonlyMap<string, number>,
): void {
  const head = [
    "case",
    "trips",
    "read",
    "live",
    "written",
    "shown",
    "p50 ms",
    "p95 ms",
    "ratio",
    "node:sqlite ms",
  ];
  const rows = cases.map((f) => {
    const live = reads.find(({ name }) => name === f.case)?.maxRead ?? null;
    const sqliteMs = times.get(f.case) ?? null;
    return [
      f.case,
      f.trips,
      f.rowsRead,
      live,
      f.rowsWritten,
      f.rowsShown,
      f.p50Ms,
      f.p95Ms,
      f.ratio,
      sqliteMs,
    ];
  });
  printTable(head, rows);
}
