import { readFigures } from "../../analytics/figures.ts";
import { addMonths, dateAt } from "../../tenant-schema/dates.ts";
import { openBuiltStore } from "./enterprise-accounts.ts";
import { storeOver } from "./enterprise-store.ts";
import { figuresOf, interleaved, type Probe } from "./measure.ts";
import { type Outcome, printTable } from "./report.ts";
import { syncAll } from "./sync.ts";

// What all accounts are owed by age (FIN-1 across accounts), and the dashboard of thirteen months, each in one trip.

const ROUNDS = 15;
const WARM_UP = 2;
const MAX_P95_MS = 500;

export default async function consolidated(): Promise<Outcome> {
  const bench = await openBuiltStore(syncAll);
  try {
    const today = dateAt(Date.now(), "UTC");
    const first = `${today.slice(0, 7)}-01`;
    const monthsOf = (count: number) =>
      Array.from({ length: count }, (_, i) => addMonths(first, i - count + 1).slice(0, 7));
    const probe = (name: string, months: readonly string[]): Probe => ({
      name,
      async take() {
        const database = bench.open("ANALYTICS");
        const startedAt = performance.now();
        const accounts = bench.accountIds.map((id) => ({ id, today }));
        const figures = await readFigures(storeOver(database), accounts, months);
        const { trips, rowsRead, rowsWritten } = database.meter;
        return {
          ms: performance.now() - startedAt,
          trips,
          rowsRead,
          rowsWritten,
          rowsShown: figures.length * months.length,
        };
      },
    });
    const probes = [
      probe("owed by age, this month", monthsOf(1)),
      probe("13 months", monthsOf(13)),
      probe("37 months", monthsOf(37)),
    ];
    const samples = await interleaved(probes, ROUNDS, WARM_UP);
    const cases = probes.map(({ name }) => figuresOf(name, samples.get(name)!, 1));
    printTable(
      ["case", "trips", "rows read", "months of accounts", "p50 ms", "p95 ms"],
      cases.map((one) => [one.case, one.trips, one.rowsRead, one.rowsShown, one.p50Ms, one.p95Ms]),
    );
    const missed = cases
      .filter(({ p95Ms }) => (p95Ms ?? 0) > MAX_P95_MS)
      .map((one) => `${one.case}: p95 ${one.p95Ms} ms`);
    return { cases, missed };
  } finally {
    await bench.close();
  }
}
