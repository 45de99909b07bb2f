import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Unstable_Config as Config, unstable_readConfig } from "wrangler";
import { type PoolFile, withPool } from "../../control-plane/tools/generate-wrangler.ts";

const root = new URL("../../", import.meta.url);
const toml = readFileSync(new URL("wrangler.toml", root), "utf8");
const pool = JSON.parse(readFileSync(new URL("control-plane/d1-pool.json", root), "utf8")) as PoolFile;

const readConfig = (env: string | undefined): Config =>
  unstable_readConfig({ config: fileURLToPath(new URL("wrangler.toml", root)), env }, { hideWarnings: true });

describe("wrangler.toml", () => {
  test("has exactly the pooled databases of d1-pool.json; run control-plane/tools/generate-wrangler.ts", () => {
    expect(withPool(toml, pool)).toBe(toml);
    expect(pool.local.length).toBeGreaterThanOrEqual(12);
  });

  test("gains a database when the file does", () => {
    const more = {
      ...pool,
      local: [...pool.local, { binding: "TENANT_9000", databaseName: "chalkline-tenant-9000" }],
    };
    expect(withPool(toml, more)).toContain(
      'binding = "TENANT_9000"\ndatabase_name = "chalkline-tenant-9000"',
    );
  });

  test("never loses one, and lists none twice or under another name", () => {
    const entry = pool.local[0] as PoolFile["local"][number];
    expect(() => withPool(toml, { ...pool, local: pool.local.slice(1) })).toThrow(/would lose TENANT_0001/);
    expect(() => withPool(toml, { ...pool, production: [] })).toThrow(/production would lose/);
    expect(() => withPool(toml, { ...pool, local: [...pool.local, entry] })).toThrow(/TENANT_0001 twice/);
    expect(() =>
      withPool(toml, { ...pool, local: [...pool.local, { ...entry, binding: "CONTROL" }] }),
    ).toThrow(/not TENANT/);
  });

  test("gives production every binding that the local run has, and none of its stand-ins or secrets", () => {
    const [local, production] = [undefined, "production"].map(readConfig) as [Config, Config];
    expect(bindingsOf(production)).toEqual(bindingsOf(local));
    expect(bindingsOf(production)).toContain("JOBS");
    expect(production.triggers).toEqual(local.triggers);
    expect(production.assets).toEqual(local.assets);
    expect(production.main).toMatch(/worker\/index\.ts$/);
    expect(Object.keys(production.vars).sort()).toEqual(["ENVIRONMENT", "PUBLIC_ORIGIN"]);
    expect(production.secrets?.required).toEqual(["MASTER_KEY", "PASSWORD_PEPPER"]);
  });

  test("asks for no newer runtime than the one installed", () => {
    const { compatibility_date } = readConfig(undefined);
    const { version } = JSON.parse(
      readFileSync(new URL("node_modules/workerd/package.json", root), "utf8"),
    ) as { version: string };
    const built = /^1\.(\d{8})\./.exec(version)?.[1] ?? "";
    expect(Number(compatibility_date?.replaceAll("-", ""))).toBeLessThanOrEqual(Number(built));
  });
});

/** The names of everything bound, and of the queues consumed. */
function bindingsOf(config: Config): string[] {
  const { d1_databases, r2_buckets, ratelimits, queues, durable_objects } = config;
  return [
    ...d1_databases.map((database) => database.binding),
    ...r2_buckets.map((bucket) => bucket.binding),
    ...(ratelimits ?? []).map((limit) => limit.name),
    ...(queues.producers ?? []).map((producer) => producer.binding),
    ...(queues.consumers ?? []).map((consumer) => JSON.stringify(consumer)),
    ...durable_objects.bindings.map((object) => object.name),
  ].sort();
}
