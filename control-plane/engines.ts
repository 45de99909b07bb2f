import type { DatabaseLocation } from "./account.ts";
import { d1Engine } from "./drivers/d1.ts";
import { libsqlEngine } from "./drivers/libsql.ts";
import { openSecret } from "./secrets.ts";
import type { Engine } from "./tenant-database.ts";

/** Makes the engine for a database; `accountId` is null for a pooled one that nobody has claimed. */
export type Engines = (accountId: string | null, location: DatabaseLocation) => Promise<Engine>;

const MAX_TOKENS = 500;

/**
 * The engines of one isolate, over the Worker's bindings and over libSQL servers. Decrypted tokens are kept (by their ciphertext, so a
 * new token is a new entry); connections are not, since Workers cannot share them between requests.
 * @param bindings the Worker's env
 * @param masterKey the MASTER_KEY secret
 */
export function createEngines(bindings: Readonly<Record<string, unknown>>, masterKey: string): Engines {
  const tokens = new Map<string, string>();
  return async (accountId, location) => {
    if (location.driver === "d1") {
      const database = bindings[location.binding];
      if (!isD1(database)) throw new Error(`This Worker has no database bound as ${location.binding}`);
      return d1Engine(database);
    }
    const { url, sealedToken } = location;
    if (sealedToken === null) return libsqlEngine({ url, token: null });
    if (accountId === null) throw new Error("A token is bound to an account, and none was named");
    const key = `${accountId} ${sealedToken}`;
    let token = tokens.get(key);
    tokens.delete(key);
    token ??= await openSecret(masterKey, { accountId, purpose: "database-token" }, sealedToken);
    tokens.set(key, token);
    if (tokens.size > MAX_TOKENS) tokens.delete(tokens.keys().next().value as string);
    return libsqlEngine({ url, token });
  };
}

const POOL_BINDING = /^TENANT_\d{4}$/;

/** The names of the pooled account databases that this Worker has. */
export function poolBindings(bindings: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(bindings).filter((name) => POOL_BINDING.test(name) && isD1(bindings[name]));
}

function isD1(value: unknown): value is D1Database {
  return typeof value === "object" && value !== null && "prepare" in value && "batch" in value;
}
