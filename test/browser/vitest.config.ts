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
    setupFiles: ["test/browser/tell-failures.ts"],
    pool: "forks",
    maxWorkers: LANES,
    // What a page is polled for may take as long as what it is waited for: one second is too little on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    // Against tests that hang: each wait has a limit of its own, and a slow machine may need all of its steps.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
