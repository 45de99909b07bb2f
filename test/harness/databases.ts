import { env } from "cloudflare:workers";
import { inject } from "vitest";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";

/** Both engines that an account may be on; suites run once for each. */
export const ENGINES = ["d1", "libsql"] as const;

const bindings = env as unknown as Readonly<Record<string, D1Database>>;
let taken = 0;

/** An empty database that nothing else in this test file uses. */
export async function emptyDatabase(kind: Engine["kind"]): Promise<Engine> {
  if (kind === "libsql") return libsqlEngine({ url: await emptySqld(), token: null });
  // Provisioning takes the pool from its beginning, so these come from its end.
  const pooled = Object.keys(bindings).filter((name) => /^TENANT_\d{4}$/.test(name));
  taken += 1;
  const binding = pooled.sort().at(-taken);
  if (!binding) throw new Error("This test file has used up all pooled databases");
  return d1Engine(bindings[binding] as D1Database);
}

/** The URL of a new libSQL server with one empty database. */
export async function emptySqld(): Promise<string> {
  const answer = await fetch(`${inject("sqldHost")}/databases`, { method: "POST" });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
