import { readdirSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";

// The Worker as it was bundled, in one workerd. `wrangler dev` puts a second one in front of it, whose work for a request
// is more than the Worker's own: in a rush that would be measured.

export interface ServeBuilt {
  readonly port: number;
  /** Where the Worker itself listens; at the other port it has the pages and the triggers in front of it. */
  readonly straightPort: number;
  /** What `wrangler deploy --dry-run --outdir` wrote, and the pages. */
  readonly script: string;
  readonly assets: string;
  readonly persistTo: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Further D1 databases: binding → id. */
  readonly databases: Readonly<Record<string, string>>;
}

/** By the endings of what the bundler leaves beside the script. */
const MODULES = { ".sql": "Text", ".ttf": "Data", ".wasm": "CompiledWasm" } as const;

const asked = JSON.parse(process.argv[2] ?? "{}") as ServeBuilt;
const folder = join(asked.script, "..");
const { workerOptions } = workerOptionsOf("wrangler.toml");
const { assets, bindings, d1Databases } = workerOptions as Readonly<Record<string, object | undefined>>;
const others = readdirSync(folder).flatMap((name) => {
  const type = Object.entries(MODULES).find(([ending]) => name.endsWith(ending))?.[1];
  return type ? [{ type, path: join(folder, name) }] : [];
});
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    host: "localhost",
    port: asked.port,
    log: new Log(LogLevel.WARN),
    logRequests: false,
    cf: false,
    handleStructuredLogs: ({ message }) => void process.stdout.write(`${message}\n`),
    unsafeTriggerHandlers: true,
    resourcePersistencePath: join(asked.persistTo, "v3"),
    workers: [
      {
        ...workerOptions,
        name: "chalkline",
        assets: { ...assets, directory: asked.assets },
        bindings: { ...bindings, ...asked.variables },
        d1Databases: { ...d1Databases, ...asked.databases },
        modulesRoot: folder,
        unsafeDirectSockets: [{ host: "localhost", port: asked.straightPort, entrypoint: "straight" }],
        modules: [{ type: "ESModule", path: asked.script }, ...others],
      },
    ],
  }),
);
await miniflare.ready;
process.once("SIGTERM", () => void miniflare.dispose().then(() => process.exit(0)));
