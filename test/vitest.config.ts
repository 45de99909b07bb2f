import { readFileSync } from "node:fs";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const ROOT = new URL("..", import.meta.url).pathname;

/** Migrations are imported as text, as wrangler's Text rule does for the Worker. */
const sqlAsText = {
  name: "sql-as-text",
  enforce: "pre" as const,
  transform(text: string, id: string) {
    return id.endsWith(".sql") ? { code: `export default ${JSON.stringify(text)};`, map: null } : undefined;
  },
};

/** Fonts are imported as bytes, as wrangler's Data rule does for the Worker. */
const fontsAsBytes = {
  name: "fonts-as-bytes",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith(".ttf")) return undefined;
    const text = JSON.stringify(readFileSync(id).toString("base64"));
    return `export default Uint8Array.from(atob(${text}), (c) => c.charCodeAt(0)).buffer;`;
  },
};

// A test file may open more accounts than the local run has pooled databases.
const MORE_POOLED = Array.from({ length: 48 }, (_, i) => `TENANT_1${String(i + 1).padStart(3, "0")}`);

// The name of a test file says where it runs: *.node.test.ts in Node, everything else inside workerd.
export default defineConfig({
  root: ROOT,
  test: {
    globalSetup: [
      "test/harness/memory-folder.ts",
      "test/harness/sqld.ts",
      "test/harness/smtp.ts",
      "test/harness/identity.ts",
    ],
    // Every request leaves a line in the log; only those of a failing test are worth reading.
    silent: "passed-only",
    // Against tests that hang, not against slow machines: no test is about how long it takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        plugins: [
          sqlAsText,
          fontsAsBytes,
          cloudflareTest({
            wrangler: { configPath: `${ROOT}wrangler.toml` },
            miniflare: { d1Databases: MORE_POOLED },
          }),
        ],
        test: {
          name: "workers",
          isolate: false,
          // Else every file begins with all known modules in one message, and a Worker takes none above 32 MiB.
          fsModuleCache: false,
          setupFiles: ["test/harness/fresh-storage.ts"],
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.node.test.ts", "test/browser/**"],
        },
      },
      {
        extends: true,
        plugins: [sqlAsText, fontsAsBytes],
        test: { name: "node", include: ["test/**/*.node.test.ts"] },
      },
    ],
  },
});
