import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashPassword } from "../../worker/domains/staff-sessions/passwords.ts";
import { FamilyClient } from "../harness/client.ts";
import { addGuardian, type TestGuardian } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const PASSWORD = "correct horse battery";
const SUSPENDED = "There is an issue with your account. Please contact us for further assistance";
const lenient = { LOGIN_LIMIT: { limit: async () => ({ success: true }) } };

describe("signing in to the family portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const house = testHouse({ bindings: lenient });
  const { urlName } = tenant.account;
  const phc = hashPassword(PASSWORD, (env as unknown as { PASSWORD_PEPPER: string }).PASSWORD_PEPPER);
  const run = (...templates: ReturnType<typeof sql>[]) =>
    tenant.database.commit({ statements: templates.map((template) => statement(template)) });
  const count = async (from: ReturnType<typeof sql>) =>
    (await tenant.database.read({ found: select({ n: sql<number>`count(*)` }, from) })).found[0]!.n;
  const guardianWithPassword = async (): Promise<TestGuardian> => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    await run(sql`update logins set phc = ${phc} where id = ${guardian.loginId}`);
    return guardian;
  };
  const suspend = (familyId: string) =>
    run(sql`insert into family_suspensions (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at)
      values (${newId("suspension")}, ${familyId}, 'unpaid', 1, 'x', 1, 1)`);
  const visitor = () => new FamilyClient(house, urlName);
  const enter = (client: FamilyClient, email: string, password = PASSWORD) =>
    client.post("/session", { email, password });

  beforeEach(() => {
    house.clock.nowMs += 3_600_000;
  });

  it("lets a guardian in with the right password, for as long as the browser is theirs, and tells the audit", async () => {
    const { email, familyId, loginId } = await guardianWithPassword();
    const client = visitor();
    const answer = await enter(client, ` ${email.toUpperCase()} `);
    expect(answer.status).toBe(200);
    expect(answer.body.me).toMatchObject({ role: "owner", family: { id: familyId } });
    expect(answer.headers.get("set-cookie")).toMatch(
      /^__Host-chalkline-family-.+Max-Age=15552000.+HttpOnly; Secure; SameSite=Lax/,
    );
    expect((await client.get("/session")).status).toBe(200);
    expect(
      await count(
        sql`from changes where actor_id = ${loginId} and action = 'sessions.start' and via = 'family'`,
      ),
    ).toBe(1);
  });

  it("says the same of an unknown address, a wrong password and a log-in without one", async () => {
    const { email } = await guardianWithPassword();
    const { email: withoutPassword } = await addGuardian(tenant, house.clock.nowMs);
    const answers = [
      await enter(visitor(), email, "wrong horse battery"),
      await enter(visitor(), "nobody@example.org"),
      await enter(visitor(), withoutPassword),
    ];
    const told = answers.map(({ status, headers, body }) => [
      status,
      headers.get("server-timing"),
      { ...body, requestId: null },
    ]);
    expect(told[0]).toMatchObject([401, null, { code: "wrong_login" }]);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  it("tells a suspended family that there is an issue, after the right password only", async () => {
    const { email, familyId } = await guardianWithPassword();
    await suspend(familyId);
    expect((await enter(visitor(), email, "wrong horse battery")).body.code).toBe("wrong_login");
    const client = visitor();
    const answer = await enter(client, email);
    expect(answer.body).toMatchObject({ status: 403, code: "family_suspended", detail: SUSPENDED });
    expect(client.cookies.size).toBe(0);
  });

  it("opens the first family that is not suspended, and switches between those of the log-in only", async () => {
    const { email, familyId, loginId } = await guardianWithPassword();
    const second = await addGuardian(tenant, house.clock.nowMs + 1);
    const third = await addGuardian(tenant, house.clock.nowMs + 2);
    const link = (
      id: string,
    ) => sql`insert into family_logins (id, login_id, family_id, role, created_at, updated_at)
      values (${newId("familyLogin")}, ${loginId}, ${id}, 'viewer', ${house.clock.nowMs + 5}, 1)`;
    await run(link(second.familyId), link(third.familyId));
    await suspend(familyId);
    await suspend(third.familyId);
    const stranger = await addGuardian(tenant, house.clock.nowMs);
    const client = visitor();
    expect((await enter(client, email)).body.me).toMatchObject({
      family: { id: second.familyId },
      role: "viewer",
    });
    expect((await client.post("/session/family", { familyId: third.familyId })).body.detail).toBe(SUSPENDED);
    const unknown = await client.post("/session/family", { familyId: stranger.familyId });
    expect([unknown.status, unknown.body.code]).toEqual([404, "not_found"]);
    await run(sql`update family_suspensions set lifted_at = 1 where family_id = ${familyId}`);
    const switched = await client.post("/session/family", { familyId });
    expect(switched.body.me).toMatchObject({ family: { id: familyId }, role: "owner" });
    expect((await client.get("/session")).body.family.id).toBe(familyId);
  });

  it("makes a new session at every sign-in and ends the one that the browser had", async () => {
    const { email } = await guardianWithPassword();
    const planted = await addGuardian(tenant, house.clock.nowMs);
    const cookie = `__Host-chalkline-family-${tenant.account.id}`;
    const client = new FamilyClient(house, urlName, new Map([[cookie, planted.token]]));
    await enter(client, email);
    const token = client.cookies.get(cookie);
    expect(token).not.toBe(planted.token);
    expect(token).toMatch(/^[\w-]{43}$/);
    const attacker = new FamilyClient(house, urlName, new Map([[cookie, planted.token]]));
    expect((await attacker.get("/session")).status).toBe(401);
  });

  it("counts what is wrong and locks the address for a quarter of an hour, not the office and not others", async () => {
    const { email } = await guardianWithPassword();
    const wrong = [];
    for (let i = 0; i < 11; i++) wrong.push((await enter(visitor(), email, "wrong horse battery")).status);
    expect(wrong).toEqual([...Array(10).fill(401), 429]);
    expect((await enter(visitor(), email)).body).toMatchObject({ status: 429, code: "too_many_attempts" });
    house.clock.nowMs += 15 * 60_000 + 1;
    expect((await enter(visitor(), email)).status).toBe(200);
    expect(await count(sql`from login_attempts where subject like '%@%'`)).toBe(0);
  });

  it("asks the platform's limit before the database", async () => {
    const shut = testHouse({ bindings: { LOGIN_LIMIT: { limit: async () => ({ success: false }) } } });
    for (const path of [
      "/session",
      "/sign-in/start",
      "/sign-in/code",
      "/sign-in/verify",
      "/password-resets",
    ]) {
      const body = { email: "a@example.org", password: "x", code: "123456" };
      expect((await new FamilyClient(shut, urlName).post(path, body)).status).toBe(429);
    }
  });

  it("ends one session, or all of the log-in", async () => {
    const { email } = await guardianWithPassword();
    const [phone, tablet, laptop] = [visitor(), visitor(), visitor()];
    for (const client of [phone, tablet, laptop]) await enter(client, email);
    const kept = new FamilyClient(house, urlName, new Map(phone.cookies));
    expect((await phone.delete("/session")).status).toBe(204);
    expect(phone.cookies.size).toBe(0);
    expect((await kept.get("/session")).status).toBe(401);
    expect((await tablet.get("/session")).status).toBe(200);
    expect((await tablet.post("/session/end-all")).status).toBe(204);
    expect((await laptop.get("/session")).status).toBe(401);
  });
});
