import { defineConfig } from "vitest/config";

const ROOT = new URL("../..", import.meta.url).pathname;

/** One Worker and one browser at a time: the files share the demonstration accounts, each uses its own people. */
export default defineConfig({
  root: ROOT,
  test: {
    name: "browser",
    include: ["test/browser/**/*.test.ts"],
    globalSetup: ["test/harness/memory-folder.ts", "test/browser/global-setup.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
