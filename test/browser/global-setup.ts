import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findBrowser } from "./find-browser.ts";

/** Builds the pages and starts the real Worker with demonstration accounts, once for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = findBrowser();
  const state = await mkdtemp(join(tmpdir(), "chalkline-browser-"));
  process.env.CHALKLINE_STATE = state;
  // Imported late: the folder for the state is read when the module is loaded.
  const { run } = await import("../../worker/local/node/processes.ts");
  const { startWorker } = await import("../../worker/local/node/worker-process.ts");
  await run("vite", ["build", "--config", "web/vite.config.ts", "--logLevel", "error"]);
  const worker = await startWorker({ port: await freePort() });
  project.provide("origin", worker.origin);
  project.provide("browser", browser);
  return async () => {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  };
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
