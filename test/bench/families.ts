import { copyAccount } from "./account-file.ts";
import { byBothServers } from "./both-servers.ts";
import { type ReadCase, readCases } from "./families-cases.ts";
import { createProbe, FAMILIES, type FamilyKind } from "./families-create.ts";
import { figuresOf, interleaved, type Probe, type Sample } from "./measure.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, quantile } from "./report.ts";
import type { Seed } from "./seed.ts";
import type { BenchServer } from "./server.ts";
import { sqliteTimes } from "./sqlite-times.ts";

// Families and students of a large account and of a small one: what a screen costs must not grow with the account.

const SEED: Seed = { name: "families", families: { summit: 50_000, lagoon: 500 } };
const ROUNDS = 200;
const WARM_UP = 20;

/** The bars of the issue. */
const MAX_RATIO = 2;
const MAX_READ = (shown: number) => 3 * shown + 20;
const MAX_READ_SEVERAL_WORDS = 600;
const SIZE_TOLERANCE = 0.2;
const MAX_CREATE_TRIPS = 2;
/** Of the smallest whole family; every further person writes his own rows, words and audit. */
const MAX_CREATE_WRITTEN: Readonly<Partial<Record<FamilyKind, number>>> = { "one parent, one child": 60 };
const KINDS = Object.keys(FAMILIES) as FamilyKind[];

interface Measured {
  readonly figures: CaseFigures;
  readonly name: string;
  /** Null for a write. */
  readonly of: ReadCase | null;
  readonly size: string;
  readonly sqliteMs: number | null;
}

export default function families(): Promise<Outcome> {
  return byBothServers(SEED, measure);
}

async function measure(server: BenchServer): Promise<Outcome> {
  const sizes = await Promise.all(
    server.clients.map(async (client) => ({
      client,
      size: String(SEED.families[client.account.urlName]),
      cases: await readCases(client),
      copy: await copyAccount(client.account.urlName),
    })),
  );
  const probes: Probe[] = [
    { name: "empty", take: async () => ({ ...(await sizes[0]!.client.empty()), rowsShown: 0 }) },
    ...sizes.flatMap(({ client, size, cases }) => cases.map((of) => readProbe(client, size, of))),
    ...sizes.flatMap(({ client, size }) =>
      KINDS.map((kind) => createProbe(client, `create, ${kind} @${size}`, kind)),
    ),
  ];
  const samples = await interleaved(probes, ROUNDS, WARM_UP);
  const baseMs = quantile(
    samples.get("empty")!.map(({ ms }) => ms),
    0.5,
  );
  const figures = (name: string) => figuresOf(name, samples.get(name)!, baseMs);
  const measured: Measured[] = [];
  for (const { client, size, cases, copy } of sizes) {
    const times = await sqliteTimes(copy, client.account, cases);
    for (const of of cases) {
      const { name } = of;
      measured.push({ figures: figures(`${name} @${size}`), name, of, size, sqliteMs: times.get(name)! });
    }
    for (const kind of KINDS) {
      const name = `create, ${kind}`;
      measured.push({ figures: figures(`${name} @${size}`), name, of: null, size, sqliteMs: null });
    }
    copy.close();
  }
  const empty: Measured = { figures: figures("empty"), name: "empty", of: null, size: "", sqliteMs: null };
  print([empty, ...measured]);
  const cases = [empty, ...measured].map((entry) => entry.figures);
  return { cases, missed: [...missedReads(measured), ...missedSizes(measured), ...missedCreates(measured)] };
}

function readProbe(client: OfficeClient, size: string, of: ReadCase): Probe {
  return {
    name: `${of.name} @${size}`,
    async take(): Promise<Sample> {
      const answer = await client.get<object>(of.path);
      return { ...answer, rowsShown: of.shown(answer.body) };
    },
  };
}

function missedReads(measured: readonly Measured[]): string[] {
  return measured.flatMap(({ figures, of }) => {
    if (!of) return [];
    const [trips, read, shown, ratio] = [
      figures.trips!,
      figures.rowsRead!,
      figures.rowsShown!,
      figures.ratio!,
    ];
    const most = of.severalWords ? MAX_READ_SEVERAL_WORDS : MAX_READ(shown);
    return [
      ...(trips > 1 ? [`${figures.case}: ${trips} trips, not 1`] : []),
      ...(read > most ? [`${figures.case}: ${read} rows read for ${shown} shown, at most ${most}`] : []),
      ...(ratio > MAX_RATIO ? [`${figures.case}: ${ratio} times the empty route, at most ${MAX_RATIO}`] : []),
    ];
  });
}

/** Where as many rows are shown, as many may be read. */
function missedSizes(measured: readonly Measured[]): string[] {
  return measured.flatMap((large) => {
    const small = measured.find((other) => other.size !== large.size && other.name === large.name);
    if (large.size !== measured[0]!.size || !small || large.of?.severalWords) return [];
    if (small.figures.rowsShown !== large.figures.rowsShown) return [];
    const [few, many] = [small.figures.rowsRead!, large.figures.rowsRead!];
    if (Math.abs(many - few) <= SIZE_TOLERANCE * few) return [];
    return [`${large.name}: ${many} rows read of ${large.size} families, ${few} of ${small.size}`];
  });
}

function missedCreates(measured: readonly Measured[]): string[] {
  return KINDS.flatMap((kind) =>
    measured
      .filter(({ name }) => name === `create, ${kind}`)
      .flatMap(({ figures }) => {
        const [trips, written] = [figures.trips!, figures.rowsWritten!];
        const most = MAX_CREATE_WRITTEN[kind] ?? Number.POSITIVE_INFINITY;
        return [
          ...(trips > MAX_CREATE_TRIPS
            ? [`${figures.case}: ${trips} trips, at most ${MAX_CREATE_TRIPS}`]
            : []),
          ...(written > most ? [`${figures.case}: ${written} rows written, at most ${most}`] : []),
        ];
      }),
  );
}

function print(measured: readonly Measured[]): void {
  const head = ["case", "trips", "read", "written", "shown", "p50 ms", "p95 ms", "ratio", "node:sqlite ms"];
  const rows = measured.map(({ figures: f, sqliteMs }) => {
    return [f.case, f.trips, f.rowsRead, f.rowsWritten, f.rowsShown, f.p50Ms, f.p95Ms, f.ratio, sqliteMs];
  });
  printTable(head, rows);
}
