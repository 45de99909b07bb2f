import { start, stop } from "./processes.ts";
import { untilStopped } from "./until-stopped.ts";
import { printWelcome } from "./welcome.ts";
import { startWorker } from "./worker-process.ts";

// The development server passes API calls on to the Worker's usual port.
const WORKER_PORT = 8787;
const PAGES_ORIGIN = "http://localhost:5173";

await untilStopped(async () => {
  const worker = await startWorker({
    port: WORKER_PORT,
    identityPort: WORKER_PORT + 1,
    publicOrigin: PAGES_ORIGIN,
  });
  const pages = start("vite", ["--config", "web/vite.config.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = new Promise<void>((resolve) => pages.once("exit", () => resolve()));
  printWelcome(PAGES_ORIGIN, worker);
  return [worker, { ended, stop: () => stop(pages) }];
});
