import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { run } from "../../worker/local/node/processes.ts";
import { type LocalWorker, startWorker } from "../../worker/local/node/worker-process.ts";
import { findBrowser } from "./find-browser.ts";

/**
 * Builds the pages and starts the real Worker with demonstration accounts: one for each process that runs tests, so that
 * files which run at the same time share nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = findBrowser();
  const state = await mkdtemp(join(tmpdir(), "chalkline-browser-"));
  await run("vite", ["build", "--config", "web/vite.config.ts", "--logLevel", "error"]);
  const workers: LocalWorker[] = [];
  const tearDown = async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await rm(state, { recursive: true, force: true });
  };
  try {
    // One after the other: two that start at the same moment look for the same free port.
    for (let lane = 1; lane <= project.config.maxWorkers; lane++) {
      workers.push(await startWorker({ port: await freePort(), folder: join(state, String(lane)) }));
    }
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide(
    "origins",
    workers.map(({ origin }) => origin),
  );
  project.provide("browser", browser);
  return tearDown;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "localhost", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
