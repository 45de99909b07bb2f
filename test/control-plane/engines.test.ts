import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { createEngines, poolBindings } from "../../control-plane/engines.ts";
import { SecretUnreadable, sealSecret } from "../../control-plane/secrets.ts";

const bindings = env as unknown as Readonly<Record<string, unknown>>;
const URL_AWAY = "http://127.0.0.1:1";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A libSQL location whose token is sealed for that account. */
async function located(accountId: string, token: string) {
  const owner = { accountId, purpose: "database-token" } as const;
  return {
    driver: "libsql",
    url: URL_AWAY,
    sealedToken: await sealSecret(env.MASTER_KEY, owner, token),
  } as const;
}

test("each account's server hears its own token, the first time and from the cache", async () => {
  const heard: (string | null)[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (request) => {
    heard.push((request as Request).headers.get("authorization"));
    return new Response("no", { status: 401 });
  });
  const engines = createEngines(bindings, env.MASTER_KEY);
  const places = { acc_a: await located("acc_a", "token-a"), acc_b: await located("acc_b", "token-b") };
  for (const id of ["acc_a", "acc_b", "acc_a", "acc_b"] as const) {
    const engine = await engines(id, places[id]);
    await expect(engine.batch([{ sql: "select 1", params: [] }], "read")).rejects.toThrow(
      "refused our token",
    );
  }
  expect(heard).toEqual(["Bearer token-a", "Bearer token-b", "Bearer token-a", "Bearer token-b"]);
});

test("an account cannot be opened with another's sealed token, not even after that was cached", async () => {
  const engines = createEngines(bindings, env.MASTER_KEY);
  const place = await located("acc_a", "token-a");
  await engines("acc_a", place);
  await expect(engines("acc_b", place)).rejects.toBeInstanceOf(SecretUnreadable);
  await expect(engines(null, place)).rejects.toThrow("none was named");
});

test("a binding that this Worker does not have is named", async () => {
  const engines = createEngines(bindings, env.MASTER_KEY);
  await expect(engines("acc_a", { driver: "d1", binding: "TENANT_9999" })).rejects.toThrow("TENANT_9999");
  await expect(engines("acc_a", { driver: "d1", binding: "MASTER_KEY" })).rejects.toThrow("MASTER_KEY");
});

test("the pool is every bound TENANT_0000 and nothing else", () => {
  const names = poolBindings({ ...bindings, TENANT_0500: "not a database", TENANT_X: env.CONTROL });
  expect(names).toContain("TENANT_0001");
  expect(names).not.toContain("TENANT_0500");
  expect(names.filter((name) => !/^TENANT_\d{4}$/.test(name))).toEqual([]);
});
