import { run } from "./processes.ts";
import { untilStopped } from "./until-stopped.ts";
import { printWelcome } from "./welcome.ts";
import { startWorker } from "./worker-process.ts";

await untilStopped(async () => {
  process.stdout.write("Building the pages …\n");
  await run("vite", ["build", "--config", "web/vite.config.ts", "--logLevel", "error"]);
  const port = Number(process.env.PORT ?? 8787);
  process.stdout.write("Starting the Worker …\n");
  const worker = await startWorker({ port, identityPort: port + 1 });
  printWelcome(worker.origin, worker);
  return [worker];
});
