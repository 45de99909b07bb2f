import type { Rush } from "../../worker/local/rush-shapes.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, quantile, rounded } from "./report.ts";
import { arrive, Crowd, type Family, quantiles } from "./rush-client.ts";
import { faultsOf, type Told } from "./rush-judge.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// The registration rush: two thousand signed-in families come within a second for a hundred places in five classes. Each
// opens its class, takes a hold, and sends it off or is on the waitlist. Measured against as many empty signed-in requests
// of the same families through the same stack, a moment before. RUSH_FAMILIES and RUSH_SEEDS make it smaller.

const SCHOOL = "summit";
const SEED: Seed = { name: "rush", families: { [SCHOOL]: 400 } };
const FAMILIES = Number(process.env.RUSH_FAMILIES ?? 2_000);
const CLASSES = 5;
const PLACES = 20;
const SEEDS = Number(process.env.RUSH_SEEDS ?? 5);
const WARM_UP = 150;
const PROBE_EVERY_MS = 200;

/** The bars of the issue. */
const MAX_RATIO = 2;
const MAX_OFFICE_MS = 1_000;

interface Measured {
  readonly rush: number;
  readonly empty: number;
  readonly officeMs: number;
  readonly crowd: ReturnType<typeof quantiles>;
  readonly idle: ReturnType<typeof quantiles>;
  readonly faults: readonly string[];
}

export default function rush(): Promise<Outcome> {
  return withServer(SEED, async (server) => {
    const measured: Measured[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const clients = seed === 1 ? server.clients : await server.renew();
      measured.push(await measure(server, clients[0]!, seed));
      process.stdout.write(`Seed ${seed}: ${JSON.stringify(measured.at(-1))}\n`);
    }
    return judge(measured);
  });
}

async function measure(server: BenchServer, office: OfficeClient, seed: number): Promise<Measured> {
  const warm = await prepare(server.origin, WARM_UP);
  const cold = await prepare(server.origin, FAMILIES);
  await empties(server, warm.families, seed);
  await register(server, warm, seed);
  await empties(server, warm.families, seed);
  const empty = await empties(server, cold.families, seed);
  const probe = watchOffice(office.by(server.straightOrigin));
  const full = await register(server, cold, seed);
  const officeMs = await probe();
  return {
    rush: rounded(full.ms, 0),
    empty: rounded(empty.ms, 0),
    officeMs: rounded(officeMs, 0),
    crowd: quantiles(full.times),
    idle: quantiles(empty.times),
    faults: faultsOf(SCHOOL, cold, full.told, PLACES),
  };
}

type Prepared = Omit<Rush, "families"> & { readonly families: readonly Family[] };

async function prepare(origin: string, families: number): Promise<Prepared> {
  const answer = await fetch(`${origin}/local/rush`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: SCHOOL, families, classes: CLASSES, places: PLACES }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const rush = (await answer.json()) as Rush;
  return {
    ...rush,
    families: rush.families.map(({ token, studentId }) => ({
      cookie: `chalkline-family-${rush.accountId}=${token}`,
      studentId,
    })),
  };
}

/** Each family opens its class and asks for a place; who has one sends it off. */
async function register(server: BenchServer, rush: Prepared, seed: number) {
  const crowd = new Crowd(server, SCHOOL);
  const { ms, told } = await arrive(rush.families, seed, async (family, i): Promise<Told> => {
    const classId = rush.classIds[i % CLASSES]!;
    const { studentId } = family;
    await crowd.get(family, `/classes/${classId}`);
    const line = { classId, studentId, startsOn: rush.startsOn, waitsIfFull: true };
    const hold = await crowd.post(family, "/cart/items", line);
    if (hold.body.outcome !== "added") return { hold, checkout: null };
    const { id: cartId, version, totalMinor } = hold.body.cart as Record<string, unknown>;
    const checkout = await crowd.post(family, "/checkout", { cartId, version, shownMinor: totalMinor });
    return { hold, checkout };
  });
  crowd.close();
  return { ms, told, times: crowd.answers.map((answer) => answer.ms) };
}

/** As many requests by the same families in the same order, each one `SELECT 1`. */
async function empties(server: BenchServer, families: readonly Family[], seed: number) {
  const crowd = new Crowd(server, SCHOOL);
  const { ms } = await arrive(families, seed, async (family, i) => {
    const requests = i < PLACES * CLASSES ? 3 : 2;
    for (let sent = 0; sent < requests; sent++) await crowd.empty(family);
  });
  crowd.close();
  const failed = crowd.answers.filter(({ status }) => status !== 200);
  if (failed.length > 0) throw new Error(`${failed.length} empty requests failed: ${failed[0]!.status}`);
  return { ms, times: crowd.answers.map((answer) => answer.ms) };
}

/** Somebody in the office looks at the families all the while; answers the longest that took. */
function watchOffice(office: OfficeClient): () => Promise<number> {
  const asked: Promise<number>[] = [];
  const look = () => asked.push(office.get("/families").then(({ ms }) => ms));
  const timer = setInterval(look, PROBE_EVERY_MS);
  return async () => {
    clearInterval(timer);
    return Math.max(0, ...(await Promise.all(asked)));
  };
}

function judge(measured: readonly Measured[]): Outcome {
  const ratios = measured.map(({ rush, empty }) => rush / empty);
  const cases = measured.map(
    (one, i): CaseFigures => ({
      ...{ case: `seed ${i + 1}`, trips: null, rowsRead: null, rowsWritten: null, rowsShown: null },
      p50Ms: one.crowd.p50Ms,
      p95Ms: one.crowd.p95Ms,
      ratio: rounded(ratios[i]!),
      value: one.rush,
    }),
  );
  printTable(
    [
      "case",
      "rush ms",
      "empty ms",
      "ratio",
      "p50",
      "p95",
      "p99",
      "empty p50",
      "p95",
      "p99",
      "families list, most ms",
    ],
    measured.map((one, i) => [
      ...[`seed ${i + 1}`, one.rush, one.empty, rounded(ratios[i]!)],
      ...[one.crowd.p50Ms, one.crowd.p95Ms, one.crowd.p99Ms],
      ...[one.idle.p50Ms, one.idle.p95Ms, one.idle.p99Ms, one.officeMs],
    ]),
  );
  const middle = quantile(ratios, 0.5);
  const slowest = Math.max(...measured.map(({ officeMs }) => officeMs));
  return {
    cases,
    missed: [
      ...measured.flatMap(({ faults }, i) => faults.map((fault) => `Seed ${i + 1}: ${fault}`)),
      ...(middle > MAX_RATIO ? [`A rush takes ${rounded(middle)} times as long as empty requests`] : []),
      ...(slowest > MAX_OFFICE_MS ? [`The families list was answered in ${slowest} ms`] : []),
    ],
  };
}
