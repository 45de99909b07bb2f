import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { OfficeClient } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { addPerson, PASSWORD } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const MINUTE_MS = 60_000;

describe.each(ENGINES)("signing in on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { urlName, id: accountId } = tenant.account;

  const enter = async (login: string, password = PASSWORD, house = testHouse()) => {
    const client = new OfficeClient(house, urlName);
    return { house, client, answer: await client.post("/session", { login, password }) };
  };
  /** What the audit log says that somebody did, how often. */
  const actsOf = async (personId: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        { action: sql<string>`action`, count: sql<number>`count(*)`, ip: sql<string>`min(ip)` },
        sql`from changes where actor_id = ${personId} group by action order by action`,
      ),
    });
    return rows;
  };

  it("takes the e-mail or the user name, in any case, and says who is there", async () => {
    const person = await addPerson(tenant, { office: "full", families: "view" });
    for (const login of [person.username, person.username.toUpperCase(), ` ${person.email} `]) {
      const { client, answer } = await enter(login);
      expect(answer.status).toBe(200);
      expect(answer.body.me).toMatchObject({
        account: { id: accountId, urlName, plan: "premium", currency: "USD", locations: [] },
        actor: { id: person.id, email: person.email, kind: "staff", initials: expect.stringMatching(/^PP$/) },
        rights: { office: "full", families: "view" },
        demo: false,
      });
      expect((await client.get("/session")).body).toEqual(answer.body.me);
    }
    expect(await actsOf(person.id)).toEqual([{ action: "sessions.start", count: 3, ip: "203.0.113.7" }]);
  });

  it("stores only a hash of the token, in a cookie that scripts and other accounts cannot use", async () => {
    const person = await addPerson(tenant);
    const { answer } = await enter(person.username);
    const cookie = answer.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(
      new RegExp(
        `^__Host-chalkline-office-${accountId}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; Secure; SameSite=Lax$`,
      ),
    );
    const token = cookie.split(/[=;]/)[1]!;
    const { held } = await tenant.database.read({
      held: select({ count: sql<number>`count(*)` }, sql`from sessions where token_hash = ${token}`),
    });
    expect(held[0]?.count).toBe(0);
  });

  it("gives a new token at each sign-in", async () => {
    const person = await addPerson(tenant);
    const first = await enter(person.username);
    const second = await enter(person.username);
    expect([...first.client.cookies.values()]).not.toEqual([...second.client.cookies.values()]);
  });

  it("answers an unknown name and a wrong password in the same words, after the same work", async () => {
    const person = await addPerson(tenant);
    const wrong = await enter(person.username, "not the password");
    const unknown = await enter("nobody-at-all", "not the password");
    expect([wrong.answer.status, unknown.answer.status]).toEqual([401, 401]);
    const { requestId: _first, ...said } = wrong.answer.body;
    const { requestId: _second, ...saidToo } = unknown.answer.body;
    expect(said).toEqual(saidToo);
    expect(said.code).toBe("wrong_login");
    expect(wrong.answer.headers.get("server-timing")).toBeNull();
  });

  it("lets nobody in who is inactive or may not use the office", async () => {
    const idle = await addPerson(tenant);
    await tenant.database.commit({
      statements: [statement(sql`update staff set is_active = 0 where id = ${idle.id}`)],
    });
    const without = await addPerson(tenant, { families: "full" });
    for (const { username } of [idle, without]) {
      const { answer } = await enter(username);
      expect([answer.status, answer.body.code]).toEqual([403, "no_office_access"]);
      // Only whoever knows the password learns that much.
      expect((await enter(username, "something else")).answer.body.code).toBe("wrong_login");
    }
  });

  it("ends one session at log-out and all of them at “everywhere”, at once", async () => {
    const person = await addPerson(tenant);
    const [here, there, elsewhere] = await Promise.all([1, 2, 3].map(() => enter(person.username)));
    expect((await here!.client.delete("/session")).status).toBe(204);
    expect(here!.client.cookies.size).toBe(0);
    expect((await there!.client.get("/session")).status).toBe(200);
    expect((await there!.client.post("/session/end-all")).status).toBe(204);
    const after = await elsewhere!.client.get("/session");
    expect([after.status, after.body.code]).toEqual([401, "session_ended"]);
    expect((await actsOf(person.id)).map(({ action, count }) => [action, count])).toEqual([
      ["sessions.end", 1],
      ["sessions.end_all", 1],
      ["sessions.start", 3],
    ]);
  });

  it("keeps two schools in one browser apart", async () => {
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const house = testHouse();
    const cookies = new Map<string, string>();
    const clients = [tenant, other].map((school) => new OfficeClient(house, school.account.urlName, cookies));
    for (const [i, school] of [tenant, other].entries()) {
      const { username } = await addPerson(school);
      await clients[i]!.post("/session", { login: username, password: PASSWORD });
    }
    expect(cookies.size).toBe(2);
    await clients[0]!.delete("/session");
    expect((await clients[0]!.get("/session")).status).toBe(401);
    expect((await clients[1]!.get("/session")).body.account.id).toBe(other.account.id);
  });

  it("ends an unused session after an hour, and one in use after twelve", async () => {
    const person = await addPerson(tenant);
    const idle = await enter(person.username);
    idle.house.clock.nowMs += 59 * MINUTE_MS;
    expect((await idle.client.get("/session")).status).toBe(200);
    await idle.house.settle();
    idle.house.clock.nowMs += 59 * MINUTE_MS;
    expect((await idle.client.get("/session")).status).toBe(200);
    await idle.house.settle();
    idle.house.clock.nowMs += 61 * MINUTE_MS;
    expect((await idle.client.get("/session")).body.code).toBe("session_ended");

    const busy = await enter(person.username);
    for (let i = 0; i < 13; i++) {
      busy.house.clock.nowMs += 55 * MINUTE_MS;
      expect((await busy.client.get("/session")).status).toBe(200);
      await busy.house.settle();
    }
    busy.house.clock.nowMs += 10 * MINUTE_MS;
    expect((await busy.client.get("/session")).body.code).toBe("session_ended");
  });

  it("notes a session as used at most every five minutes", async () => {
    const person = await addPerson(tenant);
    const { house, client } = await enter(person.username);
    const seen = async () => {
      const { rows } = await tenant.database.read({
        rows: select({ at: sql<number>`last_seen_at` }, sql`from sessions where staff_id = ${person.id}`),
      });
      return rows[0]!.at;
    };
    const start = await seen();
    house.clock.nowMs += 4 * MINUTE_MS;
    await client.get("/session");
    await house.settle();
    expect(await seen()).toBe(start);
    house.clock.nowMs += 2 * MINUTE_MS;
    await client.get("/session");
    await house.settle();
    expect(await seen()).toBe(start + 6 * MINUTE_MS);
    // A page left open asks for its tasks all day; that is nobody at work.
    house.clock.nowMs += 6 * MINUTE_MS;
    expect((await client.get("/tasks?mine=1")).status).toBe(200);
    await house.settle();
    expect(await seen()).toBe(start + 6 * MINUTE_MS);
  });
});
