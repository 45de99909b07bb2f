import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/*
 * Writes the pooled account databases of `control-plane/d1-pool.json` into wrangler.toml, between the marker
 * comments of each environment. A binding that a deploy drops takes an account offline, so entries are only added.
 *
 *   node control-plane/tools/generate-wrangler.ts
 */

export interface PoolEntry {
  readonly binding: string;
  readonly databaseName: string;
  /** Absent where wrangler creates the database at the first deploy. */
  readonly databaseId?: string;
}

export type PoolFile = Readonly<Record<"local" | "production", readonly PoolEntry[]>>;

const ENVIRONMENTS = { local: "d1_databases", production: "env.production.d1_databases" } as const;
const BINDING = /^TENANT_\d{4}$/;

/** The text of wrangler.toml with the pool's bindings in it. @throws when a binding would disappear or repeat */
export function withPool(toml: string, pool: PoolFile): string {
  let text = toml;
  for (const environment of ["local", "production"] as const) {
    const entries = pool[environment];
    const [start, end] = [`# pool ${environment}: begin`, `# pool ${environment}: end`];
    const from = text.indexOf(start);
    const to = text.indexOf(end);
    if (from < 0 || to < from)
      throw new Error(`wrangler.toml lacks the marker comments of pool ${environment}`);
    refuseLoss(text.slice(from, to), entries, environment);
    const tables = entries.map((entry) => table(ENVIRONMENTS[environment], entry));
    text = `${text.slice(0, from)}${[start, ...tables].join("\n\n")}\n\n${text.slice(to)}`;
  }
  return text;
}

function refuseLoss(block: string, entries: readonly PoolEntry[], environment: string): void {
  const wanted = entries.map((entry) => entry.binding);
  const odd = wanted.find((binding, i) => !BINDING.test(binding) || wanted.indexOf(binding) !== i);
  if (odd) throw new Error(`Pool ${environment} lists ${odd} twice or under a name that is not TENANT_0000`);
  const present = [...block.matchAll(/^binding = "(\w+)"$/gm)].map((match) => match[1] as string);
  const lost = present.filter((binding) => !wanted.includes(binding));
  if (lost.length > 0)
    throw new Error(`Pool ${environment} would lose ${lost.join(", ")}; databases are never dropped`);
}

function table(name: string, entry: PoolEntry): string {
  const lines = [`[[${name}]]`, `binding = "${entry.binding}"`, `database_name = "${entry.databaseName}"`];
  if (entry.databaseId) lines.push(`database_id = "${entry.databaseId}"`);
  return lines.join("\n");
}

async function main(): Promise<void> {
  const tomlUrl = new URL("../../wrangler.toml", import.meta.url);
  const pool = JSON.parse(await readFile(new URL("../d1-pool.json", import.meta.url), "utf8")) as PoolFile;
  const before = await readFile(tomlUrl, "utf8");
  await writeFile(tomlUrl, withPool(before, pool));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
