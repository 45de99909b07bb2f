import { env } from "cloudflare:workers";
import { inject } from "vitest";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";

/** Both engines that an account may be on; suites run once for each. */
export const ENGINES = ["d1", "libsql"] as const;

const bindings = env as unknown as Readonly<Record<string, D1Database>>;
let taken = 0;
const servers: string[] = [];

/** An empty database that nothing else in this test file uses. */
export async function emptyDatabase(kind: Engine["kind"]): Promise<Engine> {
  if (kind === "libsql") return libsqlEngine({ url: await emptySqld(), token: null });
  taken += 1;
  const binding = pooledFromTheEnd()[taken - 1];
  if (!binding) throw new Error("This test file has used up all pooled databases");
  return d1Engine(bindings[binding] as D1Database);
}

/** Provisioning takes the pool from its beginning, so what is taken here comes from its end. */
function pooledFromTheEnd(): string[] {
  return Object.keys(bindings)
    .filter((name) => /^TENANT_\d{4}$/.test(name))
    .sort()
    .reverse();
}

/** Reads from every D1 database that was provisioned or taken here, the control plane's included; then all are free. */
export async function wakeTaken(): Promise<void> {
  const control = bindings.CONTROL as D1Database;
  const names = ["ANALYTICS", ...pooledFromTheEnd().slice(0, taken)];
  taken = 0;
  const pool = await control.prepare("select 1 from sqlite_schema where name = 'database_pool'").first();
  if (pool) {
    const used = "select binding from database_pool where state <> 'free' or schema_version > 0";
    names.push(...(await control.prepare(used).raw<[string]>()).map(([name]) => name));
  }
  await Promise.all(names.map((name) => bindings[name]?.prepare("select 1").run()));
}

/** The URL of a new libSQL server with one empty database. */
export async function emptySqld(): Promise<string> {
  const answer = await fetch(`${inject("sqldHost")}/databases`, { method: "POST" });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  servers.push(text);
  return text;
}

/** Ends the libSQL servers that were asked for. */
export async function endServers(): Promise<void> {
  const body = JSON.stringify(servers.splice(0));
  const answer = await fetch(`${inject("sqldHost")}/databases`, { method: "DELETE", body });
  if (!answer.ok) throw new Error(await answer.text());
}
