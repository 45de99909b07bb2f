import { execFileSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dateAt } from "../../tenant-schema/dates.ts";
import { ROOT, run, STATE } from "../../worker/local/node/processes.ts";
import { type LocalWorker, startWorker } from "../../worker/local/node/worker-process.ts";
import { openAccount } from "./account-file.ts";
import { OfficeClient } from "./office-client.ts";
import { type Seed, SeedStore } from "./seed.ts";

const PORT = Number(process.env.PORT ?? 8870);
const CRON = "*/5 * * * *";
const SETTLE_MS = 30_000;

export interface BenchServer extends LocalWorker {
  /** The pages as they were built for this run. */
  readonly pages: string;
  /** The owner's session at every account of the seed, in its order. */
  readonly clients: readonly OfficeClient[];
  /** Starts the Worker anew over the same state, so that what it did before is out of its memory. */
  restart(): Promise<readonly OfficeClient[]>;
  /** Ends the Worker in the middle of what it does, as a lost machine would, and starts it anew over what it left. */
  kill(): Promise<readonly OfficeClient[]>;
  /** The same over the state as it was seeded. */
  renew(): Promise<readonly OfficeClient[]>;
}

interface Serving {
  readonly variables?: Readonly<Record<string, string>>;
  /** As `npm start` serves it, behind wrangler's proxy; else in one workerd by itself. */
  readonly asLocalRun?: boolean;
}

/**
 * Runs `use` against the built Worker, over state that is seeded the same in every run; stops the Worker afterwards,
 * whatever happens. What is measured was built once and stays what it was, whoever saves a file meanwhile.
 */
export async function withServer<T>(
  seed: Seed,
  use: (server: BenchServer) => Promise<T>,
  { variables = {}, asLocalRun = false }: Serving = {},
): Promise<T> {
  const pages = join(STATE, "web");
  const store = new SeedStore(seed);
  process.stdout.write("Building the pages and the Worker …\n");
  await run("vite", [
    "build",
    "--config",
    "web/vite.config.ts",
    "--logLevel",
    "warn",
    ...["--outDir", pages, "--emptyOutDir"],
  ]);
  const script = bundleWorker(pages);
  const start = () => startWorker({ port: PORT, built: { script, assets: pages, asLocalRun }, variables });
  const isSeeded = await store.restore();
  let worker = await start();
  const stopAndExit = () => void worker.stop().then(() => process.exit(130));
  process.once("SIGINT", stopAndExit).once("SIGTERM", stopAndExit);
  try {
    if (!isSeeded) {
      await grow(worker.origin, seed);
      // Only a stopped Worker's files can be kept.
      await worker.stop();
      await store.keep();
      worker = await start();
    }
    const names = Object.keys(seed.families);
    const signIn = async ({ origin, demo }: LocalWorker) => {
      const clients = await Promise.all(names.map((account) => OfficeClient.signIn(origin, account, demo)));
      await settle(origin, clients);
      return clients;
    };
    const restart = async () => {
      await worker.stop();
      worker = await start();
      return signIn(worker);
    };
    const kill = async () => {
      process.kill(-worker.pid, "SIGKILL");
      await worker.ended;
      // Its sockets are closed a little later than its process ends.
      while (await isListening()) await sleep(200);
      return restart();
    };
    const renew = async () => {
      await worker.stop();
      await store.restore();
      worker = await start();
      return signIn(worker);
    };
    const clients = await signIn(worker);
    process.stdout.write(`${describe(worker.origin, asLocalRun)}\n`);
    return await use({ ...worker, pages, clients, restart, kill, renew });
  } finally {
    await worker.stop();
  }
}

const isListening = () =>
  fetch(`http://localhost:${PORT}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    (error: Error) => error.name === "TimeoutError",
  );

/** The Worker in one file, as it would be deployed, but with the local entry; `pages` is a folder that is there. */
export function bundleWorker(pages: string): string {
  const folder = join(STATE, "worker");
  const args = ["deploy", "--dry-run", "--env", "", "--assets", pages, "--outdir", folder];
  execFileSync(join(ROOT, "node_modules/.bin/wrangler"), args, { cwd: ROOT, stdio: "pipe" });
  return join(folder, "index.js");
}

async function grow(origin: string, seed: Seed): Promise<void> {
  for (const [account, families] of Object.entries(seed.families)) {
    for (let left = families; left > 0; ) {
      const answer = await fetch(`${origin}/local/grow`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ account, families, week: seed.weeks?.[account] ?? null }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      ({ left } = (await answer.json()) as { left: number });
      process.stdout.write(`Seeding ${account}: ${families - left} of ${families} families\n`);
    }
  }
}

/** The cron turns the day of every account once after a start; nothing is measured before it has. */
async function settle(origin: string, clients: readonly OfficeClient[]): Promise<void> {
  await fetch(`${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(CRON)}`);
  const giveUpAt = Date.now() + SETTLE_MS;
  for (const { account } of clients) {
    const { urlName, timeZone } = account;
    while (dayOf(urlName) < dateAt(Date.now(), timeZone)) {
      if (Date.now() > giveUpAt) throw new Error(`The day of ${urlName} was not turned`);
      await sleep(200);
    }
  }
}

function dayOf(account: string): string {
  const database = openAccount(account);
  const row = database.prepare("select today from account_day").get() as { today: string };
  database.close();
  return row.today;
}

function describe(origin: string, asLocalRun: boolean): string {
  const [load] = loadavg() as [number];
  const busy = `Load before: ${load.toFixed(1)} on ${availableParallelism()} processors`;
  const version = execFileSync(join(ROOT, "node_modules/.bin/wrangler"), ["--version"]).toString().trim();
  const front = asLocalRun ? `wrangler ${version} dev` : `Miniflare of wrangler ${version}`;
  const stack = `${front} → workerd at ${origin}`;
  return `Server: ${stack}, the Worker as bundled, pages as built\n${busy}`;
}
