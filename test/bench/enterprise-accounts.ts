import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { getPlatformProxy } from "wrangler";
import { splitSql } from "../../control-plane/split-sql.ts";
import { newMeter, SqlDatabase } from "../../control-plane/tenant-database.ts";
import { type BoundDatabase, boundEngine } from "./bound-engine.ts";
import { fillSchool } from "./enterprise-school.ts";
import { spreadStore } from "./spread-store.ts";

// Two hundred accounts and one store as real D1 databases in workerd. One account is filled through its own triggers; its
// file is then copied, so that growing 400,000 families takes a minute rather than a day.

export const ACCOUNTS = Number(process.env.BENCH_ACCOUNTS ?? 200);
export const FAMILIES = Number(process.env.BENCH_FAMILIES ?? 2_000);
export const ENTERPRISE = "ent_bench";

const ROOT = new URL("../../", import.meta.url).pathname;
/** The three benches share what the first of them has built. */
const STATE = join(ROOT, ".local/bench", `enterprise-${ACCOUNTS}-${FAMILIES}`);

/** Where the files of the accounts are. */
export const DATABASES = join(STATE, "v3/d1/miniflare-D1DatabaseObject");

export interface BenchAccounts {
  readonly accountIds: readonly string[];
  /** A database with a meter of its own. */
  open(name: string): SqlDatabase;
  /** Whether the store was built by an earlier run. */
  readonly isBuilt: boolean;
  readonly markBuilt: () => void;
  readonly close: () => Promise<void>;
}

export const bindingOf = (accountId: string) => accountId.replace("acc_", "TENANT_");

export const databaseIdOf = (binding: string) => `bench-${binding.toLowerCase()}`;

export async function openBenchAccounts(): Promise<BenchAccounts> {
  const accountIds = Array.from({ length: ACCOUNTS }, (_, i) => `acc_${String(i + 1).padStart(4, "0")}`);
  const names = [...accountIds.map(bindingOf), "ANALYTICS"];
  const config = join(STATE, "wrangler.json");
  const grown = join(STATE, "grown");
  if (!existsSync(grown)) {
    rmSync(STATE, { recursive: true, force: true });
    mkdirSync(STATE, { recursive: true });
    writeConfig(config, names);
    await grow(config, accountIds);
    writeFileSync(grown, "");
  }
  const { env, dispose } = await proxyOf(config);
  const built = join(STATE, "built");
  return {
    accountIds,
    open: (name) => new SqlDatabase(boundEngine(env[name] as BoundDatabase), newMeter()),
    isBuilt: existsSync(built),
    markBuilt: () => writeFileSync(built, ""),
    close: dispose,
  };
}

/** The same with a store that knows every account, for what only reads from it. */
export async function openBuiltStore(
  syncFirst: (bench: BenchAccounts, accountIds: readonly string[]) => Promise<unknown>,
): Promise<BenchAccounts> {
  const bench = await openBenchAccounts();
  const spread = join(STATE, "spread");
  if (bench.isBuilt || existsSync(spread)) return bench;
  await syncFirst(bench, bench.accountIds.slice(0, 1));
  await bench.close();
  spreadStore(STATE, bench.accountIds);
  writeFileSync(spread, "");
  return openBenchAccounts();
}

function writeConfig(path: string, names: readonly string[]): void {
  const databases = names.map((binding) => ({
    binding,
    database_name: binding.toLowerCase(),
    database_id: databaseIdOf(binding),
  }));
  writeFileSync(
    path,
    JSON.stringify({ name: "bench", compatibility_date: "2026-11-01", d1_databases: databases }),
  );
}

async function proxyOf(configPath: string) {
  const { env, dispose } = await getPlatformProxy<Record<string, BoundDatabase>>({
    configPath,
    persist: { path: join(STATE, "v3") },
  });
  return { env, dispose };
}

async function grow(config: string, accountIds: readonly string[]): Promise<void> {
  const first = await proxyOf(config);
  const migrated = async (binding: BoundDatabase, folder: string) => {
    for (const name of readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith(".sql"))
      .sort()) {
      const steps = splitSql(readFileSync(join(ROOT, folder, name), "utf8"));
      await binding.batch(steps.map((sql) => binding.prepare(sql)));
    }
  };
  for (const [i, id] of accountIds.entries()) {
    const binding = first.env[bindingOf(id)] as BoundDatabase;
    // A mark by which the file is found again.
    if (i > 0) await binding.exec(`CREATE TABLE bench_mark (name TEXT)`);
    if (i > 0) await binding.prepare("INSERT INTO bench_mark VALUES (?)").bind(id).run();
  }
  await migrated(first.env.ANALYTICS as BoundDatabase, "analytics/migrations");
  const template = first.env[bindingOf(accountIds[0] as string)] as BoundDatabase;
  await migrated(template, "tenant-schema/migrations");
  await fillSchool(template, FAMILIES);
  await first.dispose();
  copyTemplate();
}

function copyTemplate(): void {
  const files = globSync("**/*.sqlite", { cwd: STATE }).map((name) => join(STATE, name));
  const tableOf = (file: string, table: string) => {
    const database = new DatabaseSync(file);
    const found = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(table);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    database.close();
    return found !== undefined;
  };
  const template = files.find((file) => tableOf(file, "guardians"));
  if (!template) throw new Error("The filled account has no file");
  for (const file of files.filter((one) => tableOf(one, "bench_mark"))) {
    for (const rest of ["-wal", "-shm"]) rmSync(`${file}${rest}`, { force: true });
    copyFileSync(template, file);
  }
}
