import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url).pathname;

/** What makes or reaches an account's database past `openTenant`. */
const BACK_DOORS =
  /new TenantDatabase\(|\bopenLocated\b|\blibsqlEngine\b|@libsql\/|drizzle-orm\/(?:d1|libsql)/;

const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

test("only the control plane can make an account's database", () => {
  const files = ["worker", "analytics", "tenant-schema"].flatMap(sources);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => BACK_DOORS.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("inside the control plane only open-tenant.ts makes one, and only provisioning opens one that is not ready", () => {
  const using = (pattern: RegExp) =>
    sources("control-plane").filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));
  expect(using(/new TenantDatabase\(/)).toEqual(["control-plane/open-tenant.ts"]);
  expect(using(/\bopenLocated\(/).sort()).toEqual([
    "control-plane/open-tenant.ts",
    "control-plane/provision-account.ts",
  ]);
});
