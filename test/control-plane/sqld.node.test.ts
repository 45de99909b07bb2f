import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { findBinary } from "../harness/sqld.ts";

test("the libSQL server is there and can be run", async () => {
  const file = statSync(await findBinary());
  expect(file.isFile()).toBe(true);
  expect(file.mode & 0o100).toBe(0o100);
});

test("where it has no build the tests fail with one line that says so, and are not skipped", async () => {
  await expect(findBinary("plan9-mips")).rejects.toThrow(
    /^The libSQL tests need sqld, which has no build for plan9-mips; run them on linux-x64/,
  );
});
