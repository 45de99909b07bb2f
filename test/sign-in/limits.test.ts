import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { OfficeClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { addPerson, PASSWORD } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const MINUTE_MS = 60_000;
const lenient = { LOGIN_LIMIT: { limit: async () => ({ success: true }) } };

describe("limits of signing in", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const { urlName } = tenant.account;
  const locks = async () => {
    const { rows } = await tenant.database.read({
      rows: select({ summary: sql<string>`summary` }, sql`from changes where action = 'sessions.lock'`),
    });
    return rows.map(({ summary }) => summary);
  };

  it("locks a name after ten wrong passwords, says for how long, and lets it in again after that", async () => {
    const person = await addPerson(tenant);
    const house = testHouse({ bindings: lenient });
    const client = new OfficeClient(house, urlName);
    const tries = await Promise.all(
      Array.from({ length: 14 }, (_, i) =>
        client.post("/session", { login: person.username, password: `guess ${i}` }),
      ),
    );
    // Sent at once, and still only ten of them were guesses.
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(4);
    house.clock.nowMs += MINUTE_MS;
    const right = await client.post("/session", { login: person.username, password: PASSWORD });
    expect(right.body).toMatchObject({ code: "too_many_attempts", retryAfterSeconds: 14 * 60 });
    expect(right.headers.get("retry-after")).toBe(String(14 * 60));
    expect(await locks()).toEqual([expect.stringContaining(person.username)]);
    house.clock.nowMs += 14 * MINUTE_MS;
    expect((await client.post("/session", { login: person.username, password: PASSWORD })).status).toBe(200);
  });

  it("locks a name that nobody has in the same way, and does not write it down", async () => {
    const client = new OfficeClient(testHouse({ bindings: lenient }), urlName);
    const login = "my-password-typed-here";
    for (let i = 0; i < 10; i++)
      expect((await client.post("/session", { login, password: "x" })).status).toBe(401);
    expect((await client.post("/session", { login, password: "x" })).status).toBe(429);
    expect((await locks()).join()).not.toContain(login);
  });

  it("forgets the wrong ones after the right one", async () => {
    const person = await addPerson(tenant);
    const client = new OfficeClient(testHouse({ bindings: lenient }), urlName);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 9; i++)
        await client.post("/session", { login: person.username, password: "wrong" });
      expect((await client.post("/session", { login: person.username, password: PASSWORD })).status).toBe(
        200,
      );
    }
  });

  it("locks an address that tries many names", async () => {
    const person = await addPerson(tenant);
    const client = new OfficeClient(testHouse({ bindings: lenient }), urlName);
    const from = { "cf-connecting-ip": "198.51.100.4" };
    const attempt = (login: string, password: string, headers = from) =>
      client.post("/session", { login, password }, headers);
    for (let i = 0; i < 50; i++) expect((await attempt(`name${i}`, "spring2026")).status).toBe(401);
    expect((await attempt("name50", "spring2026")).status).toBe(429);
    expect((await attempt(person.username, PASSWORD)).status).toBe(429);
    const elsewhere = { "cf-connecting-ip": "198.51.100.5" };
    expect((await attempt(person.username, PASSWORD, elsewhere)).status).toBe(200);
  });

  it("stops a rush before any database is asked", async () => {
    const client = new OfficeClient(
      testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: false }) } } }),
      urlName,
    );
    const answer = await client.post("/session", { login: "anybody", password: "x" });
    expect([answer.status, answer.body.retryAfterSeconds]).toEqual([429, 60]);
  });

  it("uses the platform's limit with a key that names the account", async () => {
    const keys: string[] = [];
    const limit = async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: true };
    };
    const client = new OfficeClient(testHouse({ bindings: { LOGIN_LIMIT: { limit } } }), urlName);
    await client.post("/session", { login: "Someone", password: "x" });
    await client.post("/session", { login: "someone ", password: "x" });
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).toMatch(new RegExp(`^${tenant.account.id} login:`));
  });
});
