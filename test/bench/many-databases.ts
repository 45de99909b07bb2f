import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBinary } from "../harness/sqld.ts";

const START_TIMEOUT_MS = 15_000;
const SPARE = 20;

export interface ManyDatabases {
  /** An address of its own for each, all of them copies of the first as `fill` left it. */
  readonly urls: readonly string[];
  /** From now on this one takes requests and never answers. */
  stall(at: number): void;
  stop(): Promise<void>;
}

/** One real sqld with many databases, each behind an address that answers so much later than it would. */
export async function manyDatabases(
  count: number,
  delayMs: number,
  fill: (url: string) => Promise<void>,
): Promise<ManyDatabases> {
  const folder = await mkdtemp(join(tmpdir(), "chalkline-many-"));
  const [port, adminPort] = [await freePort(), await freePort()];
  const child = spawn(await findBinary(), [
    ...["--no-welcome", "--enable-namespaces", "--max-active-namespaces", String(count + SPARE)],
    ...["--http-listen-addr", `127.0.0.1:${port}`, "--admin-listen-addr", `127.0.0.1:${adminPort}`],
    ...["--db-path", folder],
  ]);
  child.stderr?.resume();
  child.stdout?.resume();
  const admin = (path: string) => post(`http://127.0.0.1:${adminPort}/v1/namespaces/${path}`);
  await answering(`http://127.0.0.1:${port}/health`);
  await admin("d0/create");
  const stalled = new Set<number>();
  const filling = await door(port, 0, () => 0);
  await fill(addressOf(filling));
  filling.close();
  for (let at = 1; at < count; at++) await admin(`d0/fork/d${at}`);
  const doors = await Promise.all(
    Array.from({ length: count }, (_, at) => door(port, at, () => (stalled.has(at) ? null : delayMs))),
  );
  return {
    urls: doors.map(addressOf),
    stall: (at) => void stalled.add(at),
    stop: () => stop(doors, child, folder),
  };
}

/** Hands requests on to one database of the server after a while; null: never. */
async function door(port: number, at: number, delay: () => number | null): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const delayMs = delay();
    if (delayMs === null) return;
    await sleep(delayMs);
    const { method, url, headers } = incoming;
    const onward = httpRequest(
      { host: "127.0.0.1", port, path: url, method, headers: { ...headers, host: `d${at}.db.local` } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function stop(doors: readonly Server[], child: ChildProcess, folder: string): Promise<void> {
  for (const server of doors) {
    server.close();
    server.closeAllConnections();
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  await rm(folder, { recursive: true, force: true });
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function post(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

async function answering(url: string): Promise<void> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
  throw new Error("sqld did not start");
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
