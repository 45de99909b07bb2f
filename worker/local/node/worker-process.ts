import type { ChildProcess, SpawnOptions } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { DEMO_TENANT, DEMO_USERS } from "../demo/enterprise-schools.ts";
import { startIdentityProvider } from "./identity-provider.ts";
import { ROOT, STATE, start, stop } from "./processes.ts";
import type { ServeBuilt } from "./serve-built.ts";
import type { Demo } from "./welcome.ts";

const START_TIMEOUT_MS = 90_000;
const CRON = "*/5 * * * *";
const TICK_MS = 60_000;
const SET_UP_TRIES = 3;

/** Whom the local provider offers to be. */
const PEOPLE = DEMO_USERS.map(({ subject, name, email, level, groupId }) => ({
  ...{ subject, name, email, tenantId: DEMO_TENANT },
  about: `${level === "admin" ? "Admin" : "User"} of ${groupId === null ? "the whole enterprise" : "a group"}`,
}));

/** The Worker's script and the pages, and D1 databases besides those of every local run. */
interface Built {
  readonly script: string;
  readonly assets: string;
  readonly databases?: Readonly<Record<string, string>>;
  /** By `wrangler dev`, as every local run is served; else by one workerd with nothing in front of the Worker. */
  readonly asLocalRun?: boolean;
}

export interface LocalWorker {
  readonly origin: string;
  /** The same Worker with nothing in front of it, when it was bundled beforehand and is not served as a local run. */
  readonly straightOrigin: string;
  /** Where the enterprise portal's people are signed in. */
  readonly identityOrigin: string;
  readonly demo: Demo;
  /** The leader of the group of processes that it is. */
  readonly pid: number;
  /** Resolves when the Worker's process ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the Worker in workerd with its state in `.local/state`, sets it up, and ticks its cron every minute. */
export async function startWorker(options: {
  readonly port: number;
  /** Where browsers see it, when something stands in front. */
  readonly publicOrigin?: string;
  /** Of the OpenID provider; without it any free one. */
  readonly identityPort?: number;
  /** Bundled beforehand; without it wrangler bundles the sources, and again whenever one of them is saved. */
  readonly built?: Built;
  /** The folder that keeps everything, when it is not the one of all local runs. */
  readonly folder?: string;
  /** Further variables of the Worker. */
  readonly variables?: Readonly<Record<string, string>>;
}): Promise<LocalWorker> {
  const { port, folder = STATE } = options;
  const origin = `http://localhost:${port}`;
  for (const wanted of [port, options.identityPort ?? 0]) {
    if (wanted !== 0 && (await isTaken(wanted)))
      throw new Error(
        `Port ${wanted} is in use. Stop what runs there, or choose another: PORT=8080 npm start`,
      );
  }
  // Wrangler refuses to start without the folder, and the development server fills it never.
  await mkdir(join(ROOT, "dist/web"), { recursive: true });
  await mkdir(folder, { recursive: true });
  const persistTo = join(folder, "state");
  const publicOrigin = options.publicOrigin ?? origin;
  const identity = await startIdentityProvider({
    port: options.identityPort ?? 0,
    publicOrigin,
    people: PEOPLE,
  });
  const variables = { ...identity.variables, ...options.variables, PUBLIC_ORIGIN: publicOrigin };
  const child = startWorkerd({ port, persistTo, variables, built: options.built });
  const logFile = join(folder, "worker.log");
  keepLog(child, logFile);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let demo: Demo;
  try {
    await healthy(origin, child, logFile);
    demo = await setUp(origin);
  } catch (error) {
    await Promise.all([stop(child), identity.stop()]);
    throw error;
  }
  const timer = setInterval(() => void tick(origin), TICK_MS);
  return {
    origin,
    straightOrigin: `http://localhost:${straightOf(port)}`,
    identityOrigin: identity.origin,
    demo,
    pid: child.pid as number,
    ended,
    stop: async () => {
      clearInterval(timer);
      await Promise.all([stop(child), identity.stop()]);
    },
  };
}

/** Next to it `npm start` has the OpenID provider. */
const straightOf = (port: number) => port + 2;

interface Start {
  readonly port: number;
  readonly persistTo: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly built?: Built;
}

/** Without a bundle wrangler bundles the sources, and again whenever one of them is saved. */
function startWorkerd({ port, persistTo, variables, built }: Start): ChildProcess {
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  const options = { stdio: ["ignore", "pipe", "pipe"], env } satisfies SpawnOptions;
  if (built && !built.asLocalRun) {
    const straightPort = straightOf(port);
    const asked: ServeBuilt = { databases: {}, ...built, port, straightPort, persistTo, variables };
    return start("node", ["worker/local/node/serve-built.ts", JSON.stringify(asked)], options);
  }
  const source = built ? [built.script, "--no-bundle", "--assets", built.assets] : [];
  const args = ["dev", ...source, "--config", "wrangler.toml", "--port", String(port)];
  // The debugger's port is any: wrangler looks for a free one long before it listens there, and another may be faster.
  args.push("--inspector-port", "0", "--persist-to", persistTo);
  for (const [name, value] of Object.entries(variables)) args.push("--var", `${name}:${value}`);
  return start("wrangler", args, options);
}

/** What the Worker says goes to a file; the terminal shows only what went wrong. */
function keepLog(child: ChildProcess, logFile: string): void {
  const log = createWriteStream(logFile, { flags: "a" });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      const wrong = chunk
        .toString()
        .split("\n")
        .filter((line) => /ERROR|unexpected error/.test(line));
      for (const line of wrong) process.stderr.write(`${line}\n`);
    });
  }
}

async function healthy(origin: string, child: ChildProcess, logFile: string): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt && child.exitCode === null) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The Worker did not start. What it said is in ${logFile}`);
}

/** Done again it changes nothing, so it may be: a file saved meanwhile restarts the Worker in the middle of it. */
async function setUp(origin: string): Promise<Demo> {
  for (let left = SET_UP_TRIES; ; left--) {
    const answer = await fetch(`${origin}/local/setup`, { method: "POST" }).catch(() => null);
    if (answer?.ok) return answer.json() as Promise<Demo>;
    if (left > 1) continue;
    throw new Error(
      `The databases could not be set up: ${(await answer?.text()) ?? "the Worker does not answer"}`,
    );
  }
}

/** Locally cron never fires by itself. */
async function tick(origin: string): Promise<void> {
  const url = `${origin}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(CRON)}`;
  await fetch(url).catch(() => null);
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection({ port, host: "localhost" });
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}
