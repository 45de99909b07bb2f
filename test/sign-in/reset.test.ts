import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { OfficeClient } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { addPerson, PASSWORD, type TestPerson } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const NEW_PASSWORD = "seven green bicycles";
const MINUTE_MS = 60_000;

describe.each(ENGINES)("a forgotten password on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { urlName } = tenant.account;

  const asked = async (person: TestPerson, login = person.email) => {
    const house = testHouse();
    const client = new OfficeClient(house, urlName);
    const answer = await client.post("/password-resets", { login });
    await house.drain();
    const token = house.mails[0]?.text.match(/reset-password#([A-Za-z0-9_-]{43})/)?.[1];
    return { house, client, answer, token };
  };
  const redeem = (client: OfficeClient, token: string | undefined, password = NEW_PASSWORD) =>
    client.post("/password-resets/redeem", { token, password });

  it("is replaced by way of a mail, and everything the person was signed in to ends", async () => {
    const person = await addPerson(tenant);
    const before = new OfficeClient(testHouse(), urlName);
    await before.post("/session", { login: person.username, password: PASSWORD });
    const { house, client, token } = await asked(person);
    expect(house.mails).toHaveLength(1);
    expect(house.mails[0]).toMatchObject({ to: person.email, fromName: tenant.account.displayName });
    expect(house.mails[0]!.text).toContain(`${ORIGIN}/a/${urlName}/reset-password#${token}`);
    expect((await redeem(client, token)).status).toBe(200);
    expect((await before.get("/session")).body.code).toBe("session_ended");
    const sign = (password: string) => client.post("/session", { login: person.username, password });
    expect((await sign(PASSWORD)).status).toBe(401);
    expect((await sign(NEW_PASSWORD)).status).toBe(200);
  });

  it("leaves no token at rest: not in the outbox, not in the table, not in the audit log", async () => {
    const person = await addPerson(tenant);
    const { token } = await asked(person);
    const { traces } = await tenant.database.read({
      traces: select(
        { count: sql<number>`count(*)` },
        sql`from (select payload as text from outbox union all select token_hash from password_resets
          union all select summary from changes) where instr(text, ${token ?? ""}) > 0`,
      ),
    });
    expect(traces[0]?.count).toBe(0);
  });

  it("takes a link once, also when it is used twice at the same moment", async () => {
    const person = await addPerson(tenant);
    const { client, token } = await asked(person);
    const answers = await Promise.all([redeem(client, token), redeem(client, token), redeem(client, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect((await redeem(client, token)).body.code).toBe("reset_link_unusable");
  });

  it("takes a link for an hour, and from nobody who has left", async () => {
    const late = await addPerson(tenant);
    const first = await asked(late);
    first.house.clock.nowMs += 61 * MINUTE_MS;
    expect((await redeem(first.client, first.token)).body.code).toBe("reset_link_unusable");
    const gone = await addPerson(tenant);
    const second = await asked(gone);
    await tenant.database.commit({
      statements: [statement(sql`update staff set is_active = 0 where id = ${gone.id}`)],
    });
    expect((await redeem(second.client, second.token)).body.code).toBe("reset_link_unusable");
  });

  it("refuses a weak new password and keeps the link for a better one", async () => {
    const person = await addPerson(tenant);
    const { client, token } = await asked(person);
    const weak = await redeem(client, token, "password1");
    expect([weak.status, weak.body.code, weak.body.fields[0].path]).toEqual([
      422,
      "password_weak",
      "password",
    ]);
    expect((await redeem(client, token)).status).toBe(200);
  });

  it("answers the same whether or not there is such a person, and mails nobody else", async () => {
    const person = await addPerson(tenant);
    const known = await asked(person);
    const unknown = await asked(person, "nobody@example.org");
    expect([known.answer.status, known.answer.text]).toEqual([unknown.answer.status, unknown.answer.text]);
    expect([known.house.mails.length, unknown.house.mails.length]).toEqual([1, 0]);
  });

  it("is mailed at most five times in a quarter of an hour", async () => {
    const house = testHouse();
    const client = new OfficeClient(house, urlName);
    for (let i = 0; i < 5; i++)
      expect((await client.post("/password-resets", { login: "keen" })).status).toBe(202);
    expect((await client.post("/password-resets", { login: "keen" })).status).toBe(429);
  });
});
