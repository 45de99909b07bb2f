import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { run } from "../../worker/local/node/processes.ts";
import { type LocalWorker, startWorker } from "../../worker/local/node/worker-process.ts";
import { freePort } from "../harness/free-port.ts";
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
