import { defineConfig } from "vitest/config";

const ROOT = new URL("../..", import.meta.url).pathname;

/** Tests in a browser mostly wait: two lanes, each with a Worker of its own whose files run one after the other. */
const LANES = 2;

export default defineConfig({
  root: ROOT,
  test: {
    name: "browser",
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/harness/memory-folder.ts", "test/browser/global-setup.ts"],
    pool: "forks",
    maxWorkers: LANES,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
